using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class BookingConfiguration : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> booking)
    {
        booking.ToTable("bookings", table =>
        {
            table.HasWords("ck_bookings_status", "status", typeof(BookingStatus));
            table.HasWords("ck_bookings_urgency", "urgency", typeof(Urgency));
            table.HasWords("ck_bookings_ask", "ask", typeof(WalletAsk));
            table.HasWords("ck_bookings_closed_by", "closed_by", typeof(BookingSide));
            table.HasCheckConstraint("ck_bookings_times", "busy_from <= start_at and start_at < end_at and end_at <= busy_until");
            table.HasCheckConstraint("ck_bookings_money", "price > 0 and charge between 0 and price and earned between 0 and charge");
            table.HasCheckConstraint("ck_bookings_sides", "mentor_id <> mentee_id");
            table.HasCheckConstraint("ck_bookings_closed", "(status in ('HOLDING', 'REQUESTED', 'CONFIRMED')) = (closed_at is null)");
        });
        booking.Ignore(row => row.Length).Ignore(row => row.IsOpen).Ignore(row => row.HoldReference).Ignore(row => row.AskReference);
        booking.Property(row => row.Status).HasWords();
        booking.Property(row => row.Urgency).HasWords();
        booking.Property(row => row.Ask).HasWords();
        booking.Property(row => row.ClosedBy).HasWords();
        booking.Property(row => row.Topic).HasMaxLength(Booking.TopicLength);
        booking.Property(row => row.Reason).HasMaxLength(Booking.ReasonLength);
        booking.Property(row => row.RequestReference).HasMaxLength(Booking.ReferenceLength);
        booking.Property(row => row.ClosingReference).HasMaxLength(Booking.ReferenceLength);
        booking.Property(row => row.MeetingLink).HasMaxLength(MeetingLink.Length);
        booking.Property(row => row.Version).HasDefaultValue(1);
        booking.Property(row => row.EventSequence).HasDefaultValue(0L);

        booking.HasOne<MentorProfile>().WithMany().HasForeignKey(row => row.MentorId).HasPrincipalKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        booking.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.MenteeId).OnDelete(DeleteBehavior.Restrict);
        booking.HasOne<Quote>().WithMany().HasForeignKey(row => row.QuoteId).OnDelete(DeleteBehavior.Restrict);

        // What came to nothing for want of money does not use the quote up.
        booking.HasIndex(row => row.QuoteId).IsUnique().HasDatabaseName("ux_bookings_quote").HasFilter("status <> 'DROPPED'");
        booking.HasIndex(row => row.RequestReference).IsUnique().HasDatabaseName("ux_bookings_request");
        booking.HasIndex(row => new { row.MenteeId, row.StartAt, row.Id }).HasDatabaseName("ix_bookings_mentee");
        booking.HasIndex(row => new { row.MentorId, row.StartAt, row.Id }).HasDatabaseName("ix_bookings_mentor");
        booking.HasIndex(row => row.DueAt).HasDatabaseName("ix_bookings_due").HasFilter("due_at is not null");
    }
}

internal sealed class BookingNoteConfiguration : IEntityTypeConfiguration<BookingNote>
{
    public void Configure(EntityTypeBuilder<BookingNote> note)
    {
        note.ToTable("booking_notes", table => table.HasWords("ck_booking_notes_kind", "kind", typeof(NoteKind)));
        note.HasKey(row => new { row.BookingId, row.AuthorId, row.Kind });
        note.Property(row => row.Kind).HasWords();
        note.Property(row => row.Text).HasMaxLength(BookingNote.TextLength);
        note.HasOne<Booking>().WithMany().HasForeignKey(row => row.BookingId).OnDelete(DeleteBehavior.Cascade);
        note.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.AuthorId).OnDelete(DeleteBehavior.Restrict);
        note.HasIndex(row => row.AuthorId).HasDatabaseName("ix_booking_notes_author");
    }
}
