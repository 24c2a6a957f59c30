using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>
/// The write side of one module: its schema, snake-case names, BIGINT ids from a sequence per table in blocks of 32. Handlers
/// never call SaveChanges; the transaction behaviour does.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    /// <summary>Ids are handed out in blocks of this many.</summary>
    internal const int IdBlock = 32;

    internal string Schema => schema;

    /// <summary>Configurations of the module's assembly, then the house's conventions.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(schema);
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);

        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && !entity.IsTableExcludedFromMigrations()))
        {
            if (entity.FindPrimaryKey() is not { Properties: [var key] } || key.ClrType != typeof(long) || key.ValueGenerated == ValueGenerated.Never)
                continue;
            var sequence = $"{entity.GetTableName()}_id_seq";
            modelBuilder.HasSequence<long>(sequence, schema).IncrementsBy(IdBlock);
            modelBuilder.Entity(entity.ClrType).Property<long>(key.Name).UseHiLo(sequence, schema);
        }

        foreach (var root in modelBuilder.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(AggregateRoot))).ToList())
            modelBuilder.Entity(root.ClrType).Property<int>(nameof(AggregateRoot.Version)).IsConcurrencyToken();
    }

    /// <summary>Money is numeric(10,2), instants are timestamptz.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>().HavePrecision(10, 2);
}

internal sealed class MoneyConverter() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<Money, decimal>(
    money => money.Amount, amount => Money.Rupees(amount));
