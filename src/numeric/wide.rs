//! Compiles a kernel for the widest vectors that the machine has, and picks one at run time.
//!
//! A kernel uses only operations that IEEE 754 fixes to the last bit (add, multiply, divide, square
//! root, comparisons, integers) and Rust never fuses a multiply with an add by itself, so every width
//! gives the same bytes.

/// A loop over lanes that is worth compiling for wide vectors.
pub trait Kernel {
    /// Runs it. Must be `#[inline(always)]`, and so must what it calls: only then is it compiled with
    /// the caller's vectors.
    fn run(self);
}

/// Runs a kernel on the widest vectors at hand.
pub fn run<K: Kernel>(kernel: K) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx2") {
            #[allow(unsafe_code)]
            // SAFETY: the processor was just asked whether it has AVX2, the only feature that
            // `with_avx2` is compiled for; the kernel itself is safe code.
            return unsafe { with_avx2(kernel) };
        }
    }
    kernel.run();
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2<K: Kernel>(kernel: K) {
    kernel.run();
}
