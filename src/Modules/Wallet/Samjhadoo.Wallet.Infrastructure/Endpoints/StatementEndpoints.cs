using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Wallet.Application.Statements;
using Samjhadoo.Wallet.Application.Transactions;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Infrastructure.Statements;
using IHttpResult = Microsoft.AspNetCore.Http.IResult;

namespace Samjhadoo.Wallet.Infrastructure.Endpoints;

internal static class StatementEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var wallet = api.MapGroup("/wallet").WithTags("Wallet").RequireAuthorization(Policies.Authenticated);

        wallet.MapGet("/transactions", ([AsParameters] StatementFilter filter, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new GetStatementQuery(filter, page), ct).ToOk())
            .WithName("listTransactions").WithSummary("Movements of your wallet, newest first, with the balance after each");
        wallet.MapGet("/transactions/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetTransactionQuery(id), ct).ToOk())
            .WithName("getTransaction").WithSummary("One movement of your wallet").Refuses(WalletErrors.TransactionNotFound);
        wallet.MapGet("/transactions.csv", async (DateTimeOffset? from, DateTimeOffset? to, StatementBook book, CancellationToken ct) =>
                CsvOf(book, await book.OpenAsync(from, to, ct), ct))
            .WithName("downloadStatementCsv").WithSummary("Your statement for a spreadsheet, oldest first, in your time zone")
            .Produces<string>(StatusCodes.Status200OK, "text/csv").Refuses(WalletErrors.NotFound).RateLimited("statement");
        wallet.MapGet("/transactions.pdf", (DateTimeOffset? from, DateTimeOffset? to, StatementBook book, CancellationToken ct) => PdfAsync(book, from, to, ct))
            .WithName("downloadStatementPdf").WithSummary("Your statement to print, oldest first, in your time zone")
            .Produces<string>(StatusCodes.Status200OK, "application/pdf").Refuses(WalletErrors.NotFound, WalletErrors.StatementTooLong).RateLimited("statement");
    }

    private static IHttpResult CsvOf(StatementBook book, Result<Statement> opened, CancellationToken cancellationToken) => opened.IsFailure
        ? new NoContentOutcome(opened.Error)
        : Results.Stream(
            output => StatementCsv.WriteAsync(output, opened.Value, book.LinesAsync(opened.Value, cancellationToken), cancellationToken),
            "text/csv; charset=utf-8",
            FileName(opened.Value, "csv"));

    private static async Task<IHttpResult> PdfAsync(StatementBook book, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var opened = await book.OpenAsync(from, to, cancellationToken);
        if (opened.IsFailure)
            return new NoContentOutcome(opened.Error);
        var lines = new List<TransactionResponse>();
        await foreach (var line in book.LinesAsync(opened.Value, cancellationToken))
        {
            if (lines.Count == StatementPdf.MaxLines)
                return new NoContentOutcome(WalletErrors.StatementTooLong.With("max", StatementPdf.MaxLines));
            lines.Add(line);
        }

        return Results.File(StatementPdf.Write(opened.Value, lines), "application/pdf", FileName(opened.Value, "pdf"));
    }

    private static string FileName(Statement statement, string type) => $"samjhadoo-wallet-{statement.WalletId}-{statement.To:yyyy-MM-dd}.{type}";
}
