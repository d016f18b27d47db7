using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Usher.Tests.Architecture;

/// <summary>Reads from the code itself what it uses: every member that the methods of a type, its closures and its state machines name.</summary>
public static class Il
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>What was read once: a dozen tests go through all of the code.</summary>
    private static readonly ConcurrentDictionary<MethodBase, (OpCode Code, MemberInfo Member)[]> Known = new();

    /// <summary>A type, and the closures and state machines that the compiler made inside it.</summary>
    public static IEnumerable<Type> Whole(Type type) => type.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public)
        .Where(nested => nested.Name.Contains('<', StringComparison.Ordinal)).SelectMany(Whole).Prepend(type);

    /// <summary>The members that a type's code names.</summary>
    public static IEnumerable<MemberInfo> Named(Type type) => Whole(type)
        .SelectMany(part => part.GetMethods(All).Cast<MethodBase>().Concat(part.GetConstructors(All)))
        .SelectMany(Named);

    /// <summary>The methods and constructors that a type declares.</summary>
    public static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));

    /// <summary>The methods that a method calls, or makes a delegate of; what it only hands to a database in an expression tree is not among them.</summary>
    public static IEnumerable<MethodBase> CalledBy(MethodBase method) => Operands(method).Where(o => o.Code.OperandType == OperandType.InlineMethod).Select(o => o.Member).OfType<MethodBase>();

    /// <summary>The methods of which a method makes the delegates that it hands to another.</summary>
    public static IEnumerable<MethodBase> HandedTo(MethodBase method, Func<MethodBase, bool> other)
    {
        MethodBase? made = null;
        foreach (var (code, member) in Operands(method))
        {
            if (code == OpCodes.Ldftn) made = (MethodBase)member;
            else if (made is not null && member is MethodBase called && other(called)) yield return made;
        }
    }

    /// <summary>A method, and those of its own type and what the compiler made inside it that it calls: lambdas, local functions, state machines.</summary>
    public static IReadOnlyCollection<MethodBase> Reached(MethodBase method)
    {
        var reached = new HashSet<MethodBase>();
        var within = Outermost(method.DeclaringType!);
        Reach(method);
        return reached;

        void Reach(MethodBase one)
        {
            one = one.Module.ResolveMethod(one.MetadataToken)!;
            if (Outermost(one.DeclaringType!) != within || !reached.Add(one)) return;
            if (one.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", All) is { } moves) Reach(moves);
            foreach (var called in CalledBy(one)) Reach(called);
        }

        static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
    }

    /// <summary>The methods that a type's code calls itself; what it only hands to a database in an expression tree is not among them.</summary>
    public static IEnumerable<MethodBase> Called(Type type) => Whole(type)
        .SelectMany(part => part.GetMethods(All).Cast<MethodBase>().Concat(part.GetConstructors(All)))
        .SelectMany(method => Operands(method).Where(o => o.Code.OperandType == OperandType.InlineMethod).Select(o => o.Member)).OfType<MethodBase>();

    /// <summary>The types that a type uses: in its code, its fields, its signatures and what it derives from.</summary>
    public static IEnumerable<Type> Used(Type type) => Whole(type)
        .SelectMany(part => part.GetFields(All).Select(f => f.FieldType)
            .Concat(part.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(part.GetInterfaces()).Append(part.BaseType ?? typeof(object)))
        .Concat(Named(type).SelectMany(Types))
        .SelectMany(Parts).Distinct();

    /// <summary>The texts that stand in methods which name one of these members.</summary>
    public static IEnumerable<string> TextsBeside(Type type, Func<MemberInfo, bool> which) => Whole(type)
        .SelectMany(part => part.GetMethods(All))
        .Where(method => Named(method).Any(which))
        .SelectMany(method => Tokens(method).Where(token => token.Code.OperandType == OperandType.InlineString).Select(token => method.Module.ResolveString(token.Operand)));

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo method => [method.DeclaringType!, method.ReturnType, .. method.GetGenericArguments(), .. method.GetParameters().Select(p => p.ParameterType)],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        _ => member.DeclaringType is { } type ? [type] : [],
    };

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<MemberInfo> Named(MethodBase method) => Operands(method).Select(o => o.Member);

    private static (OpCode Code, MemberInfo Member)[] Operands(MethodBase method) => Known.GetOrAdd(method, static method =>
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return
        [
            .. Tokens(method)
                .Where(token => token.Code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                .Select(token => (token.Code, method.Module.ResolveMember(token.Operand, ofType, ofMethod)!)),
        ];
    });

    /// <summary>The instructions that name something, and the token that they name it by.</summary>
    private static IEnumerable<(OpCode Code, int Operand)> Tokens(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        for (var at = 0; at < il.Length;)
        {
            var code = Codes[il[at] == 0xfe ? (short)((0xfe << 8) | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineString)
                yield return (code, BitConverter.ToInt32(il, at));
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }
}
