using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>
/// What Dapper must know once for all queries: columns are snake case, and how our types travel. A handler also lets a
/// positional record have a parameter of its type.
/// </summary>
internal static class SqlTypes
{
    // Dapper's registries are the process's own, so they are filled when this assembly is first used, however many hosts run.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Add(new DateHandler());
        Add(new TimeHandler());
        Add(new MoneyHandler());
        Add(new InstantHandler());
    }

    // Dapper asks its own map of types first.
    private static void Add<T>(SqlMapper.TypeHandler<T> handler)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private static void Set(IDbDataParameter parameter, object value, NpgsqlDbType type)
    {
        parameter.Value = value;
        ((NpgsqlParameter)parameter).NpgsqlDbType = type;
    }

    private sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateTime date ? DateOnly.FromDateTime(date) : (DateOnly)value;

        public override void SetValue(IDbDataParameter parameter, DateOnly value) => Set(parameter, value, NpgsqlDbType.Date);
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<TimeOnly>
    {
        public override TimeOnly Parse(object value) => value is TimeSpan time ? TimeOnly.FromTimeSpan(time) : (TimeOnly)value;

        public override void SetValue(IDbDataParameter parameter, TimeOnly value) => Set(parameter, value, NpgsqlDbType.Time);
    }

    private sealed class MoneyHandler : SqlMapper.TypeHandler<Money>
    {
        public override Money Parse(object value) => Money.Rupees((decimal)value);

        public override void SetValue(IDbDataParameter parameter, Money value) => Set(parameter, value.Amount, NpgsqlDbType.Numeric);
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value is DateTime instant ? new DateTimeOffset(instant) : (DateTimeOffset)value;

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            Set(parameter, value.ToUniversalTime(), NpgsqlDbType.TimestampTz);
    }
}
