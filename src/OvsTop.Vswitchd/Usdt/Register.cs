namespace OvsTop.Vswitchd.Usdt;

/// <summary>A 64-bit general register of x86-64 (R..) or aarch64 (X..); narrower names are the low part of the same register.</summary>
public enum Register : byte
{
    /// <summary>No register: a constant, or an address without an index.</summary>
    None,

    /// <summary>x86-64 rax.</summary>
    Rax,

    /// <summary>x86-64 rbx.</summary>
    Rbx,

    /// <summary>x86-64 rcx.</summary>
    Rcx,

    /// <summary>x86-64 rdx.</summary>
    Rdx,

    /// <summary>x86-64 rsi.</summary>
    Rsi,

    /// <summary>x86-64 rdi.</summary>
    Rdi,

    /// <summary>x86-64 rbp.</summary>
    Rbp,

    /// <summary>x86-64 rsp.</summary>
    Rsp,

    /// <summary>x86-64 r8.</summary>
    R8,

    /// <summary>x86-64 r9.</summary>
    R9,

    /// <summary>x86-64 r10.</summary>
    R10,

    /// <summary>x86-64 r11.</summary>
    R11,

    /// <summary>x86-64 r12.</summary>
    R12,

    /// <summary>x86-64 r13.</summary>
    R13,

    /// <summary>x86-64 r14.</summary>
    R14,

    /// <summary>x86-64 r15.</summary>
    R15,

    /// <summary>aarch64 x0.</summary>
    X0,

    /// <summary>aarch64 x1.</summary>
    X1,

    /// <summary>aarch64 x2.</summary>
    X2,

    /// <summary>aarch64 x3.</summary>
    X3,

    /// <summary>aarch64 x4.</summary>
    X4,

    /// <summary>aarch64 x5.</summary>
    X5,

    /// <summary>aarch64 x6.</summary>
    X6,

    /// <summary>aarch64 x7.</summary>
    X7,

    /// <summary>aarch64 x8.</summary>
    X8,

    /// <summary>aarch64 x9.</summary>
    X9,

    /// <summary>aarch64 x10.</summary>
    X10,

    /// <summary>aarch64 x11.</summary>
    X11,

    /// <summary>aarch64 x12.</summary>
    X12,

    /// <summary>aarch64 x13.</summary>
    X13,

    /// <summary>aarch64 x14.</summary>
    X14,

    /// <summary>aarch64 x15.</summary>
    X15,

    /// <summary>aarch64 x16.</summary>
    X16,

    /// <summary>aarch64 x17.</summary>
    X17,

    /// <summary>aarch64 x18.</summary>
    X18,

    /// <summary>aarch64 x19.</summary>
    X19,

    /// <summary>aarch64 x20.</summary>
    X20,

    /// <summary>aarch64 x21.</summary>
    X21,

    /// <summary>aarch64 x22.</summary>
    X22,

    /// <summary>aarch64 x23.</summary>
    X23,

    /// <summary>aarch64 x24.</summary>
    X24,

    /// <summary>aarch64 x25.</summary>
    X25,

    /// <summary>aarch64 x26.</summary>
    X26,

    /// <summary>aarch64 x27.</summary>
    X27,

    /// <summary>aarch64 x28.</summary>
    X28,

    /// <summary>aarch64 x29.</summary>
    X29,

    /// <summary>aarch64 x30.</summary>
    X30,

    /// <summary>aarch64 stack pointer.</summary>
    Sp,
}
