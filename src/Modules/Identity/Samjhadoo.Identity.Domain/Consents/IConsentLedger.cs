namespace Samjhadoo.Identity.Domain.Consents;

internal interface IConsentLedger
{
    void Add(ConsentRecord record);
}
