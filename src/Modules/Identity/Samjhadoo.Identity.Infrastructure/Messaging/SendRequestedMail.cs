using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Infrastructure.Messaging;

/// <summary>Queues a mail another module asked for: addresses are known here alone.</summary>
internal sealed class SendRequestedMail(IMailQueue mails) : IConsumer<MailRequested>
{
    public Task ConsumeAsync(MailRequested integrationEvent, EventContext context, CancellationToken cancellationToken)
    {
        mails.Add(integrationEvent.UserId, integrationEvent.Template, arguments: integrationEvent.Arguments);
        return Task.CompletedTask;
    }
}
