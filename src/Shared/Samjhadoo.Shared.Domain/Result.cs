using System.Diagnostics.CodeAnalysis;

namespace Samjhadoo.Shared.Domain;

/// <summary>What every result can say about itself, whatever its value's type.</summary>
public interface IResult
{
    /// <summary>The refusal, or null when it succeeded.</summary>
    Error? Error { get; }

    /// <summary>The value as an object, or null when it failed.</summary>
    object? Content { get; }
}

/// <summary>A result that can be made from an error, so that a pipeline behaviour can refuse for any use case.</summary>
public interface IResult<out TSelf> : IResult
{
    /// <summary>The failed result.</summary>
    static abstract TSelf From(Error error);

    /// <summary>The successful result with this value, which is of the type <see cref="ContentType"/>.</summary>
    static abstract TSelf From(object content);

    /// <summary>The type of the value.</summary>
    static abstract Type ContentType { get; }
}

/// <summary>Either the value of a use case or the <see cref="Domain.Error"/> that it ended with.</summary>
public sealed class Result<T> : IResult<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    /// <inheritdoc />
    public Error? Error { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>True when there is an error.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailure => Error is not null;

    /// <summary>The value; asking a failed result for it is a bug.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"Failed with {Error.Code}; there is no value.");

    object? IResult.Content => _value;

    static Type IResult<Result<T>>.ContentType => typeof(T);

    static Result<T> IResult<Result<T>>.From(Error error) => new(default, error);

    static Result<T> IResult<Result<T>>.From(object content) => new((T)content, null);

    /// <summary>The result of applying <paramref name="map"/> to the value, or the same error.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> map) => Error is null ? map(_value!) : Error;

    /// <summary>Success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}

/// <summary>The value of a use case that has nothing to say but that it is done (204).</summary>
public sealed record Done
{
    private Done()
    {
    }

    /// <summary>The only one.</summary>
    public static Done Value { get; } = new();

    /// <summary>A successful result without content.</summary>
    public static Result<Done> Result { get; } = Value;
}
