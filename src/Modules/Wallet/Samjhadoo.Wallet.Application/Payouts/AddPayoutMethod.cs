using System.Text.RegularExpressions;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>Adds an account of the caller's: a UPI address, or an account number with its IFSC.</summary>
internal sealed record AddPayoutMethodCommand(
    PayoutMethodKind Kind, string HolderName, string? Vpa = null, string? AccountNumber = null, string? Ifsc = null) : ICommand<PayoutMethodResponse>;

internal sealed partial class AddPayoutMethodValidator : AbstractValidator<AddPayoutMethodCommand>
{
    public AddPayoutMethodValidator()
    {
        // As banks and the gateway take names.
        RuleFor(command => command.HolderName).Length(3, 50).Must(name => Holder().IsMatch(name)).WithErrorCode("bad_format").WithMessage("is not of the right form");
        RuleFor(command => command.Vpa).NotNull().MaximumLength(100).Must(vpa => vpa is null || VpaForm().IsMatch(vpa))
            .WithErrorCode("bad_vpa").WithMessage("is not a UPI address").When(command => command.Kind == PayoutMethodKind.Upi);
        RuleFor(command => command.AccountNumber).NotNull().Must(number => number is null || Account().IsMatch(number))
            .WithErrorCode("bad_account_number").WithMessage("must have 9 to 18 digits").When(command => command.Kind == PayoutMethodKind.BankAccount);
        RuleFor(command => command.Ifsc).NotNull().Must(ifsc => ifsc is null || IfscForm().IsMatch(ifsc))
            .WithErrorCode("bad_ifsc").WithMessage("is not an IFSC").When(command => command.Kind == PayoutMethodKind.BankAccount);
        RuleFor(command => command.Vpa).Null().WithErrorCode("not_allowed").When(command => command.Kind == PayoutMethodKind.BankAccount);
        RuleFor(command => command.AccountNumber).Null().WithErrorCode("not_allowed").When(command => command.Kind == PayoutMethodKind.Upi);
        RuleFor(command => command.Ifsc).Null().WithErrorCode("not_allowed").When(command => command.Kind == PayoutMethodKind.Upi);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z .'-]*$")]
    private static partial Regex Holder();

    [GeneratedRegex("^[A-Za-z0-9._-]{2,64}@[A-Za-z][A-Za-z0-9]{1,31}$")]
    private static partial Regex VpaForm();

    [GeneratedRegex("^[0-9]{9,18}$")]
    private static partial Regex Account();

    // Four letters of the bank, a zero, six of the branch.
    [GeneratedRegex("^[A-Za-z]{4}0[A-Za-z0-9]{6}$")]
    private static partial Regex IfscForm();
}

internal sealed class AddPayoutMethodHandler(IPayoutMethodRepository methods, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<AddPayoutMethodCommand, PayoutMethodResponse>
{
    public async Task<Result<PayoutMethodResponse>> Handle(AddPayoutMethodCommand command, CancellationToken cancellationToken)
    {
        if (!await users.EnsureAsync(caller.Id, cancellationToken))
            return WalletErrors.NotFound;
        if (await methods.LockCountAsync(caller.Id, cancellationToken) >= PayoutMethod.Most)
            return PaymentErrors.TooManyPayoutMethods.With("max", PayoutMethod.Most);
        var account = command.Kind == PayoutMethodKind.Upi
            ? PayoutAccount.Upi(command.HolderName, command.Vpa!)
            : PayoutAccount.Bank(command.HolderName, command.AccountNumber!, command.Ifsc!);
        var method = new PayoutMethod(caller.Id, account, time.GetUtcNow());
        methods.Add(method);
        return PayoutMethodResponse.Of(method);
    }
}
