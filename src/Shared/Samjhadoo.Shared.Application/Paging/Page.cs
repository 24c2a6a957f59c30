using System.Buffers.Text;
using System.Text.Json;
using Samjhadoo.Shared.Application.Json;

namespace Samjhadoo.Shared.Application.Paging;

/// <summary>What a page of anything says about the next one.</summary>
public interface IPage
{
    /// <summary>Where the next page starts, or null on the last one.</summary>
    string? NextCursor { get; }
}

/// <summary>What page of a list is wanted: <c>?limit=</c> and <c>?cursor=</c>; bind it with <c>[AsParameters]</c>.</summary>
/// <param name="Limit">1 to 100 items, 20 when not said; checked before the use case runs.</param>
/// <param name="Cursor">Where to go on, as the page before said; null starts at the beginning.</param>
public sealed record PageRequest(int? Limit = null, string? Cursor = null)
{
    /// <summary>The most items a page has.</summary>
    public const int MaxLimit = 100;

    /// <summary>How many items are wanted.</summary>
    public int Size => Limit ?? 20;
}

/// <summary>One page of a list.</summary>
/// <param name="Items">At most <c>limit</c> items.</param>
/// <param name="NextCursor">Where the next page starts, or null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor) : IPage
{
    /// <summary>Makes a page of up to <paramref name="limit"/> + 1 rows: the one too many tells that there is a next page.</summary>
    public static Page<T> Of<TKey>(IReadOnlyList<T> rows, int limit, Func<T, TKey> key) =>
        rows.Count <= limit ? new(rows, null) : new([.. rows.Take(limit)], Cursor.Encode(key(rows[limit - 1])));
}

/// <summary>Opaque keyset cursors: the sort key of the last row, as base64url JSON.</summary>
public static class Cursor
{
    /// <summary>The cursor behind a row with this key.</summary>
    public static string Encode<TKey>(TKey key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, StrictJson.Options));

    /// <summary>Reads a cursor of ours. True also for null, which starts at the beginning.</summary>
    public static bool TryDecode<TKey>(string? cursor, out TKey? key)
    {
        key = default;
        if (cursor is null)
            return true;
        if (cursor.Length > 512 || !Base64Url.IsValid(cursor))
            return false;
        try
        {
            key = JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(cursor), StrictJson.Options);
            return key is not null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or NotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>The cursor of lists that sort by time, newest first.</summary>
/// <param name="At">Time of the last row.</param>
/// <param name="Id">Its id, which breaks ties.</param>
public sealed record TimeCursor(DateTimeOffset At, long Id);
