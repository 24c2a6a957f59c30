using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Domain.Erasures;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class ConsentRecordConfiguration : IEntityTypeConfiguration<ConsentRecord>
{
    public void Configure(EntityTypeBuilder<ConsentRecord> record)
    {
        record.ToTable("consent_records", table => table.HasWords("ck_consent_records_purpose", "purpose", typeof(ConsentPurpose)));
        record.Property(row => row.Purpose).HasWords();
        record.Property(row => row.Version).HasMaxLength(ConsentTexts.VersionLength);
        record.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(row => new { row.UserId, row.RecordedAt, row.Id }).HasDatabaseName("ix_consent_records_user");
    }
}

internal sealed class DataExportConfiguration : IEntityTypeConfiguration<DataExport>
{
    public void Configure(EntityTypeBuilder<DataExport> export)
    {
        export.ToTable("data_exports");
        export.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);

        // One at a time: a second request finds the first one.
        export.HasIndex(row => row.UserId).HasDatabaseName("ix_data_exports_pending").IsUnique().HasFilter("ready_at is null");
        export.HasIndex(row => new { row.UserId, row.RequestedAt, row.Id }).HasDatabaseName("ix_data_exports_user");
        export.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_data_exports_expires_at").HasFilter("sealed_document is not null");
    }
}

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.ToTable("erasures");
        erasure.HasKey(row => row.UserId);
        erasure.Property(row => row.UserId).ValueGeneratedNever();
        erasure.HasOne<User>().WithOne().HasForeignKey<Erasure>(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        erasure.HasIndex(row => row.RequestedAt).HasDatabaseName("ix_erasures_unfinished").HasFilter("completed_at is null");
    }
}
