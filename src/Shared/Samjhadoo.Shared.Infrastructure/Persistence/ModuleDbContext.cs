using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>
/// The write side of one module: its schema, snake-case names, BIGINT ids from a sequence per table in blocks of 32. Handlers
/// never call SaveChanges; the transaction behaviour does.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    /// <summary>Ids are handed out in blocks of this many.</summary>
    internal const int IdBlock = 32;

    private bool _used;

    /// <summary>
    /// The transaction that is open on this context, if any. Asking a context that nobody has used would first build EF Core's
    /// services for it, which costs as much as a small query.
    /// </summary>
    public IDbContextTransaction? OpenTransaction => _used ? Database.CurrentTransaction : null;

    /// <summary>Called by EF Core at the context's first use.</summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => _used = true;

    /// <summary>Configurations of the module's assembly, then the house's conventions.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(schema);
        if (this.GetService<ModuleRegistry>().Of(GetType()).KeepsUsers)
            modelBuilder.Entity<UserReplica>(user =>
            {
                user.ToTable("users", table => table.ExcludeFromMigrations());
                user.Property(replica => replica.Id).ValueGeneratedNever();
            });
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);

        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && !entity.IsTableExcludedFromMigrations()).ToList())
        {
            if (entity.FindPrimaryKey() is not { Properties: [IMutableProperty key] }
                || key.ClrType != typeof(long)
                || key.ValueGenerated == ValueGenerated.Never
                || key.IsForeignKey()
                || key.FindAnnotation("Npgsql:ValueGenerationStrategy") is not null)
                continue;
            var sequence = $"{entity.GetTableName()}_id_seq";
            modelBuilder.HasSequence<long>(sequence, schema).IncrementsBy(IdBlock);
            modelBuilder.Entity(entity.ClrType).Property<long>(key.Name).UseHiLo(sequence, schema);
        }

        foreach (var root in modelBuilder.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(AggregateRoot))).ToList())
        {
            modelBuilder.Entity(root.ClrType).Property<int>(nameof(AggregateRoot.Version)).IsConcurrencyToken();
            // Two transactions must not tell different events under one number.
            modelBuilder.Entity(root.ClrType).Property<long>(nameof(AggregateRoot.EventSequence)).IsConcurrencyToken();
        }

        OutboxMessage.Configure(modelBuilder);
    }

    /// <summary>Money is numeric(10,2).</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>().HavePrecision(10, 2);

    /// <summary>The keys whose values this context draws from a sequence in blocks; the column's default draws from the same one.</summary>
    internal IEnumerable<(string Table, string Column, string Sequence)> DrawnKeys() =>
        from entity in this.GetService<IDesignTimeModel>().Model.GetEntityTypes()
        from property in entity.GetDeclaredProperties()
        where property.GetValueGenerationStrategy() == NpgsqlValueGenerationStrategy.SequenceHiLo
        select ($"{schema}.{entity.GetTableName()}", property.GetColumnName(), $"{schema}.{property.GetHiLoSequenceName()}");
}

internal sealed class MoneyConverter() : ValueConverter<Money, decimal>(money => money.Amount, amount => Money.Rupees(amount));
