namespace OvsTop.Model.Tallies;

/// <summary>Why the kernel refused an upcall, a put or an execute; the index into the error counts (enum ovstop_error in ovstop.h).</summary>
public enum ErrorClass
{
    /// <summary>EAGAIN, ENOBUFS: the socket of the handler is full.</summary>
    Again = 0,

    /// <summary>ENOTCONN, ECONNREFUSED: nobody listens.</summary>
    NoSocket = 1,

    /// <summary>ENOMEM.</summary>
    NoMemory = 2,

    /// <summary>EFBIG, EMSGSIZE, ENOSPC, E2BIG.</summary>
    TooBig = 3,

    /// <summary>EEXIST: the flow is there already.</summary>
    Exists = 4,

    /// <summary>ENOENT, ENODEV, ENXIO.</summary>
    NotFound = 5,

    /// <summary>EINVAL, EOPNOTSUPP, ERANGE.</summary>
    Invalid = 6,

    /// <summary>Anything else.</summary>
    Other = 7,
}
