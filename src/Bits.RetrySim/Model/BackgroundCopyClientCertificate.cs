namespace Bits.RetrySim;

/// <summary>A certificate that a job shows to servers: where it is found, not what it holds (ERR-38).</summary>
/// <param name="StoreLocation">Where the store lies.</param>
/// <param name="StoreName">The name of the store: <c>MY</c>, <c>ROOT</c>, <c>CA</c>, <c>SPC</c> or another.</param>
/// <param name="SubjectName">The subject's name; null for one that was set by its hash.</param>
/// <param name="Hash">The SHA-1 hash, 40 hexadecimal digits; null for one that was set by its name.</param>
public sealed record BackgroundCopyClientCertificate(BackgroundCopyCertificateStoreLocation StoreLocation, string StoreName, string? SubjectName, string? Hash);
