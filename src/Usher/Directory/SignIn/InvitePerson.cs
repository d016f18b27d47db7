namespace Usher.Directory;

/// <summary>A person has a new place: they are written to at their own address, with a link that lets them choose a password and accepts the place.</summary>
/// <param name="Account">Whose place.</param>
/// <param name="Customer">The customer; the empty id for staff.</param>
public sealed record InvitePerson(Guid Account, Guid Customer);
