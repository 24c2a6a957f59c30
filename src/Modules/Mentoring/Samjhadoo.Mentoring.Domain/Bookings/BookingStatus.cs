namespace Samjhadoo.Mentoring.Domain.Bookings;

internal enum BookingStatus
{
    /// <summary>Opened; the wallet is asked to hold the price. The slot is taken.</summary>
    Holding,

    /// <summary>The price is held; the mentor has to answer. The slot is taken.</summary>
    Requested,

    /// <summary>Accepted. The slot is taken.</summary>
    Confirmed,

    /// <summary>The session took place.</summary>
    Completed,

    /// <summary>One of the two did not come.</summary>
    NoShow,

    /// <summary>Called off by one of the two.</summary>
    Cancelled,

    /// <summary>The mentor said no.</summary>
    Declined,

    /// <summary>The mentor said nothing in time.</summary>
    Expired,

    /// <summary>The wallet would not hold the price: it never was a request.</summary>
    Dropped,
}

/// <summary>How soon the mentee needs it.</summary>
internal enum Urgency
{
    Casual,
    Soon,
    Asap,
}

/// <summary>Whose doing something was.</summary>
internal enum BookingSide
{
    Mentee,
    Mentor,

    /// <summary>Time itself, e.g. an expiry.</summary>
    System,
}

/// <summary>What the wallet has yet to be asked for a booking; its reference makes the asking repeatable.</summary>
internal enum WalletAsk
{
    /// <summary>Hold the price.</summary>
    Hold,

    /// <summary>Capture the charge and let the rest go.</summary>
    Capture,

    /// <summary>Let all of it go.</summary>
    Release,
}
