using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Bookings;

/// <summary>What is needed to open a booking beside the quote.</summary>
/// <param name="StartAt">Start of the session.</param>
/// <param name="BufferBefore">The mentor's pause before it.</param>
/// <param name="BufferAfter">The mentor's pause after it.</param>
/// <param name="MinimumNotice">How long before the start a request has to be answered at the latest.</param>
internal sealed record BookedTime(DateTimeOffset StartAt, TimeSpan BufferBefore, TimeSpan BufferAfter, TimeSpan MinimumNotice);

/// <summary>
/// One session of a mentee with a mentor, from the request to the money's end. Each change commits a state together with what
/// the wallet is to be asked next and when the sweep repeats it, so a crash anywhere resumes.
/// </summary>
internal sealed class Booking : AggregateRoot
{
    public const int TopicLength = 1000;
    public const int ReasonLength = 500;
    public const int ReferenceLength = 64;
    public const int MaxReschedules = 2;

    /// <summary>How long the mentor has to answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(48);

    /// <summary>An asking that was not answered is repeated after this.</summary>
    public static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>An asking that was refused is tried again after this.</summary>
    public static readonly TimeSpan AskLaterAfter = TimeSpan.FromHours(1);

    /// <summary>A session nobody says anything about is completed this long after its end.</summary>
    public static readonly TimeSpan CompleteAfter = TimeSpan.FromHours(24);

    /// <summary>One has to wait this long for the other.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The hold outlasts the session by this much, so that it never ends before the booking does; sessions can't move beyond.</summary>
    public static readonly TimeSpan HoldMargin = TimeSpan.FromDays(30);

    private Booking()
    {
    }

    public Booking(Quote quote, BookedTime time, Urgency urgency, string? topic, string reference, DateTimeOffset now)
    {
        MentorId = quote.MentorId;
        MenteeId = quote.MenteeId;
        QuoteId = quote.Id;
        Price = quote.Price.Total;
        Urgency = urgency;
        Topic = topic;
        RequestReference = reference;
        CreatedAt = now;
        UpdatedAt = now;
        Status = BookingStatus.Holding;
        MoveTo(time, TimeSpan.FromMinutes(quote.Price.Minutes), now);
        HoldExpiresAt = EndAt + HoldMargin;
        AskFor(WalletAsk.Hold, now);
    }

    public long MentorId { get; private set; }

    public long MenteeId { get; private set; }

    public long QuoteId { get; private set; }

    public BookingStatus Status { get; private set; }

    public Urgency Urgency { get; private set; }

    /// <summary>What the mentee wants to talk about.</summary>
    public string? Topic { get; private set; }

    public DateTimeOffset StartAt { get; private set; }

    public DateTimeOffset EndAt { get; private set; }

    /// <summary>From when the mentor is taken, buffer included.</summary>
    public DateTimeOffset BusyFrom { get; private set; }

    /// <summary>Until when the mentor is taken, buffer included.</summary>
    public DateTimeOffset BusyUntil { get; private set; }

    /// <summary>What is held; the snapshot has its lines.</summary>
    public Money Price { get; private set; }

    /// <summary>What was paid in the end; null while that is open.</summary>
    public Money? Charge { get; private set; }

    /// <summary>What the mentor got of the charge; known once it is paid.</summary>
    public Money? Earned { get; private set; }

    /// <summary>Until when the mentor may answer.</summary>
    public DateTimeOffset AnswerBy { get; private set; }

    /// <summary>When the mentor accepted or declined.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset HoldExpiresAt { get; private set; }

    /// <summary>What the wallet has yet to be asked, if anything.</summary>
    public WalletAsk? Ask { get; private set; }

    /// <summary>How often the wallet has refused what it is asked now.</summary>
    public int Refusals { get; private set; }

    /// <summary>When the sweep has something to do here: repeat the asking, expire the request, complete the session.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The request that opened it; a repetition finds it by this.</summary>
    public string RequestReference { get; private set; } = "";

    /// <summary>The request that closed it; a repetition is told the same again.</summary>
    public string? ClosingReference { get; private set; }

    public BookingSide? ClosedBy { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>What was said when it was declined or cancelled.</summary>
    public string? Reason { get; private set; }

    /// <summary>When each side said that the session took place.</summary>
    public DateTimeOffset? MenteeDoneAt { get; private set; }

    public DateTimeOffset? MentorDoneAt { get; private set; }

    public int Reschedules { get; private set; }

    public string? MeetingLink { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public TimeSpan Length => EndAt - StartAt;

    /// <summary>While open it takes the mentor's time.</summary>
    public bool IsOpen => Status is BookingStatus.Holding or BookingStatus.Requested or BookingStatus.Confirmed;

    /// <summary>What the wallet knows the hold by.</summary>
    public string HoldReference => ReferenceOf(WalletAsk.Hold);

    /// <summary>What the wallet is asked under now; after a refusal another one, since it repeats its answer for ever.</summary>
    public string AskReference => Refusals == 0 ? ReferenceOf(Ask!.Value) : $"{ReferenceOf(Ask!.Value)}:{Refusals + 1}";

    /// <summary>The side this user is on, or null for a stranger; the mentor is one until it is a request.</summary>
    public BookingSide? SideOf(long userId) => userId == MenteeId ? BookingSide.Mentee
        : userId == MentorId && Status is not (BookingStatus.Holding or BookingStatus.Dropped) ? BookingSide.Mentor
        : null;

    public string ReferenceOf(WalletAsk ask) => $"booking:{Id}:{ask.ToString().ToLowerInvariant()}";

    /// <summary>The price is held: the mentor is asked. True when it became a request by this.</summary>
    public bool MarkHeld(DateTimeOffset now)
    {
        if (Status != BookingStatus.Holding)
            return false;
        Status = BookingStatus.Requested;
        (Ask, DueAt) = (null, AnswerBy);
        Touch(now);
        return true;
    }

    /// <summary>The wallet won't hold the price, and never will under this reference. True when it was dropped by this.</summary>
    public bool Drop(DateTimeOffset now)
    {
        if (Status != BookingStatus.Holding)
            return false;
        Close(BookingStatus.Dropped, BookingSide.System, null, RequestReference, Money.Zero, now);
        (Ask, DueAt) = (null, null);
        return true;
    }

    public Error? Accept(BookingSide side, DateTimeOffset now)
    {
        if (side != BookingSide.Mentor)
            return BookingErrors.NotYours;
        if (Status != BookingStatus.Requested)
            return Misplaced;
        if (now >= AnswerBy)
            return BookingErrors.TooLate;
        Status = BookingStatus.Confirmed;
        AnsweredAt = now;
        DueAt = EndAt + CompleteAfter;
        Touch(now);
        return null;
    }

    public Error? Decline(BookingSide side, string? reason, string reference, DateTimeOffset now)
    {
        if (side != BookingSide.Mentor)
            return BookingErrors.NotYours;
        if (Status != BookingStatus.Requested)
            return Misplaced;
        AnsweredAt = now;
        Close(BookingStatus.Declined, side, reason, reference, Money.Zero, now);
        return null;
    }

    /// <summary>The mentor has not answered in time. True when it was so.</summary>
    public bool Expire(DateTimeOffset now)
    {
        if (Status != BookingStatus.Requested || now < AnswerBy)
            return false;
        Close(BookingStatus.Expired, BookingSide.System, null, ReferenceOf(WalletAsk.Release), Money.Zero, now);
        return true;
    }

    /// <summary>What cancelling would mean for this side now, or why it can't be.</summary>
    public Result<CancellationTerms> CancellationTerms(BookingSide side, DateTimeOffset now)
    {
        if (Status is not (BookingStatus.Requested or BookingStatus.Confirmed))
            return Misplaced;
        if (side == BookingSide.Mentee && now >= StartAt)
            return BookingErrors.TooLate;
        return CancellationPolicy.TermsOf(this, side, now);
    }

    public Error? Cancel(BookingSide side, string? reason, string reference, DateTimeOffset now)
    {
        var terms = CancellationTerms(side, now);
        if (terms.IsFailure)
            return terms.Error;
        Close(BookingStatus.Cancelled, side, reason, reference, terms.Value.Charge, now);
        return null;
    }

    /// <summary>
    /// This side says that the session took place. From the end on either word is enough; before it both are needed, for
    /// people who met earlier. True when it is completed by this.
    /// </summary>
    public Result<bool> Complete(BookingSide side, string reference, DateTimeOffset now)
    {
        if (Status != BookingStatus.Confirmed)
            return Misplaced;
        if (side == BookingSide.Mentee)
            MenteeDoneAt ??= now;
        else
            MentorDoneAt ??= now;
        Touch(now);
        if (now < EndAt && (MenteeDoneAt is null || MentorDoneAt is null))
            return false;
        Close(BookingStatus.Completed, side, null, reference, Price, now);
        return true;
    }

    /// <summary>Nobody has said anything for a day. True when it was so.</summary>
    public bool CompleteBySilence(DateTimeOffset now)
    {
        if (Status != BookingStatus.Confirmed || now < EndAt + CompleteAfter)
            return false;
        Close(BookingStatus.Completed, BookingSide.System, null, ReferenceOf(WalletAsk.Capture), Price, now);
        return true;
    }

    /// <summary>The other side did not come: a mentee who stayed away pays all, a mentor who did gets nothing.</summary>
    public Error? ReportNoShow(BookingSide side, string reference, DateTimeOffset now)
    {
        if (Status != BookingStatus.Confirmed)
            return Misplaced;
        if (now < StartAt + Patience)
            return BookingErrors.TooEarly;
        Close(BookingStatus.NoShow, side, null, reference, side == BookingSide.Mentor ? Price : Money.Zero, now);
        return null;
    }

    /// <summary>
    /// Another time of the same length at the price agreed. Only while cancelling would be free, so that moving is no way
    /// around the policy; a confirmed booking has to be accepted again.
    /// </summary>
    public Error? Reschedule(BookingSide side, BookedTime time, DateTimeOffset now)
    {
        if (side != BookingSide.Mentee)
            return BookingErrors.NotYours;
        if (Status is not (BookingStatus.Requested or BookingStatus.Confirmed))
            return Misplaced;
        if (now > StartAt - CancellationPolicy.FreeUntil && Status == BookingStatus.Confirmed)
            return BookingErrors.TooLate;
        if (Reschedules >= MaxReschedules)
            return BookingErrors.RescheduledTooOften;
        if (time.StartAt + Length > HoldExpiresAt - CompleteAfter - CompleteAfter)
            return BookingErrors.SlotUnavailable;
        MoveTo(time, Length, now);
        Reschedules++;
        AnsweredAt = null;
        Status = BookingStatus.Requested;
        DueAt = AnswerBy;
        (MenteeDoneAt, MentorDoneAt) = (null, null);
        Touch(now);
        return null;
    }

    public Error? SetMeetingLink(BookingSide side, string? link, DateTimeOffset now)
    {
        if (side != BookingSide.Mentor)
            return BookingErrors.NotYours;
        if (!IsOpen)
            return Misplaced;
        if (link is not null && !Bookings.MeetingLink.IsAllowed(link))
            return BookingErrors.MeetingHostRefused;
        MeetingLink = link;
        Touch(now);
        return null;
    }

    /// <summary>The wallet has done what it was asked, so there is nothing left to do.</summary>
    public void MarkSettled(WalletAsk ask, Money earned)
    {
        if (Ask != ask || IsOpen)
            return;
        Earned = earned;
        (Ask, DueAt) = (null, null);
    }

    /// <summary>The wallet refused to pay now, e.g. because the mentor's is full: it is asked again, later and under another reference.</summary>
    public void PutOff(WalletAsk ask, int refusals, DateTimeOffset now)
    {
        if (Ask != ask || IsOpen || Refusals != refusals)
            return;
        Refusals++;
        DueAt = now + AskLaterAfter;
    }

    private Error Misplaced => BookingErrors.WrongStatus.With("status", Status);

    private void Close(BookingStatus status, BookingSide side, string? reason, string reference, Money charge, DateTimeOffset now)
    {
        Status = status;
        ClosedBy = side;
        ClosedAt = now;
        ClosingReference = reference;
        Reason = reason;
        Charge = charge;
        AskFor(charge.IsPositive ? WalletAsk.Capture : WalletAsk.Release, now);
        Touch(now);
    }

    private void MoveTo(BookedTime time, TimeSpan length, DateTimeOffset now)
    {
        StartAt = time.StartAt;
        EndAt = time.StartAt + length;
        BusyFrom = StartAt - time.BufferBefore;
        BusyUntil = EndAt + time.BufferAfter;
        var notice = StartAt - time.MinimumNotice;
        AnswerBy = now + AnswerWithin < notice ? now + AnswerWithin : notice;
    }

    private void AskFor(WalletAsk ask, DateTimeOffset now)
    {
        Ask = ask;
        Refusals = 0;
        DueAt = now + AskAgainAfter;
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        RaiseVersion();
    }
}
