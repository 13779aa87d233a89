namespace AtlanEvents.Fast;

/// <summary>Makes <c>lock</c> use a monitor, since Coyote does not control <see cref="System.Threading.Lock"/>.</summary>
internal sealed class Lock;
