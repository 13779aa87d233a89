using System.Globalization;
using System.Reflection;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Hands the test method to FsCheck, and turns a failure into an exception that tells how to see it again.</summary>
internal sealed class PropertyInvoker(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource)
    : XunitTestInvoker(
        test, messageBus, testClass, constructorArguments, testMethod, [], beforeAfterAttributes, aggregator, cancellationTokenSource)
{
    protected override async Task<decimal> InvokeTestMethodAsync(object testClassInstance)
    {
        await Aggregator.RunAsync(() => Timer.AggregateAsync(() => Task.Run(() => Check(testClassInstance))));
        return Timer.Total;
    }

    private static Config ConfigOf(PropertyAttribute attribute, ResultKeeper keeper)
    {
        Config config = Config.Quick
            .WithMaxTest(attribute.MaxTest)
            .WithStartSize(attribute.StartSize)
            .WithEndSize(attribute.EndSize)
            .WithArbitrary(attribute.Arbitrary)
            .WithRunner(keeper);

        return string.IsNullOrEmpty(attribute.Replay)
            ? config
            : config.WithReplay(FSharpOption<Replay>.Some(ParseReplay(attribute.Replay)));
    }

    private static Replay ParseReplay(string text)
    {
        string[] parts = text.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length is not (2 or 3))
            throw new ArgumentException($"Replay is \"seed,gamma\" or \"seed,gamma,size\", not \"{text}\".");

        var rnd = new Rnd(
            ulong.Parse(parts[0], CultureInfo.InvariantCulture),
            ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        return new Replay(
            rnd,
            parts.Length == 3 ? FSharpOption<int>.Some(int.Parse(parts[2], CultureInfo.InvariantCulture)) : FSharpOption<int>.None);
    }

    private void Check(object? target)
    {
        var keeper = new ResultKeeper();
        Config config = ConfigOf(TestMethod.GetCustomAttribute<PropertyAttribute>()!, keeper);
        global::FsCheck.Check.Method(config, TestMethod, target is null ? FSharpOption<object>.None : FSharpOption<object>.Some(target));

        if (keeper.Result is TestResult.Failed failed)
            throw new PropertyFailedException(Describe(failed), (failed.Item4 as Outcome.Failed)?.Item);

        if (keeper.Result is not TestResult.Passed)
            throw new PropertyFailedException(Runner.onFinishedToString(string.Empty, keeper.Result), inner: null);
    }

    private static string Describe(TestResult.Failed failed)
    {
        (Rnd first, Rnd last, int size) = (failed.Item5, failed.Item6, failed.Item7);
        return string.Create(CultureInfo.InvariantCulture, $"""

            Falsifiable, after {failed.Item1.NumberOfTests} tests ({failed.Item1.NumberOfShrinks} shrinks).
            Replay this case: [Property(Replay = "{last.Seed},{last.Gamma},{size}")]
            Replay the run:   [Property(Replay = "{first.Seed},{first.Gamma}")]
            Original:
            {Join(failed.Item2)}
            Shrunk:
            {Join(failed.Item3)}
            """);

        static string Join(FSharpList<object> arguments) => string.Join(Environment.NewLine, arguments.Select(Text));

        static string? Text(object? argument) => argument is System.Collections.IEnumerable items and not string
            ? $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]"
            : argument?.ToString() ?? "null";
    }

    private sealed class ResultKeeper : IRunner
    {
        public TestResult? Result { get; private set; }

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult result) => Result = result;
    }
}
