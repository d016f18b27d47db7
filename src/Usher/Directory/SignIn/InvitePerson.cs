namespace Usher.Directory;

/// <summary>A person has a new place, or lost the password to it: they are written to at their own address, with a link that lets them choose a password and accepts the place.</summary>
/// <param name="Account">Whose place.</param>
/// <param name="Customer">The customer; the empty id for staff.</param>
/// <param name="Forgotten">They have the place, and asked for a link to choose a new password.</param>
public sealed record InvitePerson(Guid Account, Guid Customer, bool Forgotten = false);
