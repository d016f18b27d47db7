using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Platform;

/// <summary>
/// An answer kept under the caller's own name for the request, so that the same request again is answered, not done again.
/// </summary>
public sealed class KeptAnswer : ICustomerOwned, IUnlocked
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Who asked.</summary>
    public required Guid CallerId { get; init; }

    /// <summary>The caller's name for the request.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the use case and its input.</summary>
    public required byte[] Input { get; init; }

    /// <summary>The result as JSON; results marked <see cref="IShownOnce"/> keep only what may be shown again.</summary>
    public required string Result { get; init; }

    /// <summary>When it was given: kept for a day.</summary>
    public required DateTimeOffset At { get; init; }

    internal static KeptAnswer Of<TFound, TResult>(Caller caller, string key, UseCase<TFound, TResult> useCase, TResult result,
        DateTimeOffset at) => new()
    {
        CustomerId = caller.Customer,
        CallerId = caller.Id,
        Key = key,
        Input = Digest(useCase),
        Result = result is IShownOnce once
            ? JsonSerializer.Serialize(once.WithoutSecret(), typeof(TResult))
            : JsonSerializer.Serialize(result),
        At = at,
    };

    internal static byte[] Digest<TFound, TResult>(UseCase<TFound, TResult> useCase) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Access.StoredNames.Of(useCase.GetType())
            + JsonSerializer.Serialize(useCase, useCase.GetType())));

    internal sealed class Configuration : IEntityTypeConfiguration<KeptAnswer>
    {
        public void Configure(EntityTypeBuilder<KeptAnswer> answer)
        {
            answer.ToTable("kept_answers").HasKey(a => new { a.CustomerId, a.CallerId, a.Key });
            answer.Property(a => a.Key).HasMaxLength(200);
        }
    }
}

/// <summary>A result with a secret in it, or with content, that is shown once: the answer kept for a repeated request leaves it out.</summary>
public interface IShownOnce
{
    /// <summary>The same result without that.</summary>
    object WithoutSecret();
}
