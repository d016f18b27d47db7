namespace Usher.Tests.Architecture;

/// <summary>In this test the use case is refused. An architecture test looks for one for every use case.</summary>
/// <typeparam name="TUseCase">The use case.</typeparam>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute<TUseCase> : Attribute;
