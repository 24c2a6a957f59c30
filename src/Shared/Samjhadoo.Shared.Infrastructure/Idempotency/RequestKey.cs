using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Shared.Infrastructure.Idempotency;

/// <summary>The key of one request. Whoever claims it takes it: what it sends further on is keyed by references of its own.</summary>
internal sealed class RequestKey : IRequestKey
{
    private HttpContext? _context;
    private string? _reference;

    public IdempotencyClaim? Current { get; private set; }

    public string Reference => _reference ??= Guid.CreateVersion7().ToString("N");

    public void Accept(HttpContext context, IdempotencyClaim claim)
    {
        _context = context;
        _reference = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{claim.UserId} {claim.Operation} {claim.Key}")).AsSpan(0, 16));
        Current = claim;
    }

    public IdempotencyClaim? Take()
    {
        var claim = Current;
        Current = null;
        return claim;
    }

    public void MarkReplayed(string traceId, string language)
    {
        if (_context is null)
            return;
        _context.Response.Headers["Idempotency-Replayed"] = "true";
        RequestInfo.Of(_context).Replay(traceId, language);
    }
}
