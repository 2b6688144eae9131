namespace OvsTop.Model.Tallies;

/// <summary>Sorts the kernel's error numbers into classes. Same rules as <c>error_class</c> in tally.bpf.h.</summary>
public static class ErrorClasses
{
    private static readonly string[] Names = ["EAGAIN", "ENOTCONN", "ENOMEM", "EMSGSIZE", "EEXIST", "ENOENT", "EINVAL", "other"];

    /// <summary>The class of a return value.</summary>
    /// <param name="result">-errno, as the kernel's functions return it; not 0. Numbers are those of asm-generic/errno.h.</param>
    public static ErrorClass Of(int result) => -result switch
    {
        11 or 105 => ErrorClass.Again,
        107 or 111 => ErrorClass.NoSocket,
        12 => ErrorClass.NoMemory,
        7 or 27 or 28 or 90 => ErrorClass.TooBig,
        17 => ErrorClass.Exists,
        2 or 6 or 19 => ErrorClass.NotFound,
        22 or 34 or 95 => ErrorClass.Invalid,
        _ => ErrorClass.Other,
    };

    /// <summary>The name of the class's commonest error, e.g. <c>EAGAIN</c>.</summary>
    public static string Name(ErrorClass error) => Names[(int)error];
}
