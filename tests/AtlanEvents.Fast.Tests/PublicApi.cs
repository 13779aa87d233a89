using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AtlanEvents.Fast.Tests;

/// <summary>Writes down an assembly's public API as text, a line a member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (string member in Members(type))
                text.Append("    ").Append(member).Append('\n');

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => $"enum {type.FullName} : {Name(Enum.GetUnderlyingType(type))}",
            _ when typeof(Delegate).IsAssignableFrom(type) => $"delegate {type.FullName}",
            { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}struct {type.FullName}",
            { IsAbstract: true, IsSealed: true } => $"static class {type.FullName}",
            _ => $"{(type.IsSealed ? "sealed " : "")}class {type.FullName}",
        };
        string bases = string.Join(", ", type.GetInterfaces().Prepend(type.BaseType).OfType<Type>()
            .Where(b => b != typeof(object) && b != typeof(ValueType) && !type.IsEnum && b != typeof(MulticastDelegate) && b.IsPublic && !typeof(Delegate).IsAssignableFrom(type))
            .Select(Name)
            .Order(StringComparer.Ordinal));
        return bases.Length == 0 ? kind : $"{kind} : {bases}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} = {Enum.Parse(type, name):D}"));

        return type.GetMembers(Declared)
            .Select(Describe)
            .OfType<string>()
            .Order(StringComparer.Ordinal);
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo c when IsVisible(c) => $"new({Parameters(c)})",
        MethodInfo m when IsVisible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))
            => $"{Modifier(m)}{Return(m)} {m.Name}({Parameters(m)})",
        PropertyInfo p when p.GetMethod is { } get && IsVisible(get) => $"{Modifier(get)}{Nullable(Name(p.PropertyType), s_nullability.Create(p).ReadState)} {p.Name} {{ get;{Setter(p)} }}",
        FieldInfo f when f.IsPublic || f.IsFamily => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}{(f.IsLiteral ? $" = {f.GetRawConstantValue()}" : "")}",
        _ => null,
    };

    private static string Setter(PropertyInfo property)
    {
        if (property.SetMethod is not { } set || !IsVisible(set))
            return string.Empty;

        return set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifier(MethodInfo method) => method.IsStatic ? "static " : string.Empty;

    private static string Return(MethodInfo method)
        => method.ReturnType == typeof(void) ? "void" : Nullable(Name(method.ReturnType), s_nullability.Create(method.ReturnParameter).ReadState);

    private static string Parameters(MethodBase method)
        => string.Join(", ", method.GetParameters().Select(parameter =>
        {
            string direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : string.Empty;
            bool isExtension = parameter.Position == 0 && method.IsDefined(typeof(ExtensionAttribute));
            string type = Nullable(Name(parameter.ParameterType), s_nullability.Create(parameter).WriteState);
            string value = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : string.Empty;
            return $"{(isExtension ? "this " : "")}{direction}{type} {parameter.Name}{value}";
        }));

    private static string Nullable(string name, NullabilityState state)
        => state == NullabilityState.Nullable && !name.EndsWith('?') ? name + "?" : name;

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);

        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";

        if (!type.IsGenericType)
            return type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true ? type.Name : type.FullName ?? type.Name;

        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
