namespace Samjhadoo.Mentoring.Domain.Bookings;

/// <summary>What one side wrote about a booking: for itself alone, or for both.</summary>
internal sealed class BookingNote
{
    public const int TextLength = 4000;

    private BookingNote()
    {
    }

    public BookingNote(long bookingId, long authorId, NoteKind kind, string text, DateTimeOffset now)
    {
        BookingId = bookingId;
        AuthorId = authorId;
        Kind = kind;
        Text = text;
        UpdatedAt = now;
    }

    public long BookingId { get; private set; }

    public long AuthorId { get; private set; }

    public NoteKind Kind { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset UpdatedAt { get; private set; }

    public void Rewrite(string text, DateTimeOffset now)
    {
        Text = text;
        UpdatedAt = now;
    }
}

internal enum NoteKind
{
    /// <summary>Seen by its author alone.</summary>
    Private,

    /// <summary>Seen by both.</summary>
    Session,
}
