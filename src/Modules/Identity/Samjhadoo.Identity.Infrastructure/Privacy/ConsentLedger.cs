using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Privacy;

internal sealed class ConsentLedger(IdentityDbContext database) : IConsentLedger
{
    public void Add(ConsentRecord record) => database.Add(record);
}
