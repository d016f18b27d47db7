using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Usher.Access;

namespace Usher.Data;

/// <summary>Values of an enumeration as both databases keep them: by their names in store, whatever they are called in the code.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class StoredEnum<T>() : ValueConverter<T, string>(value => StoredNames.Of(value), name => StoredNames.Read<T>(name))
    where T : struct, Enum;

/// <summary>Sets the conversion of one property.</summary>
internal static class StoredEnum
{
    public static void Keep(IMutableProperty property, Type enumeration)
    {
        property.SetProviderClrType(null);
        property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(StoredEnum<>).MakeGenericType(enumeration))!);
    }
}
