#pragma once

/// What the C library's allocator keeps of freed memory. Both do nothing where it is not glibc's.
namespace micrograph {

/// Large pieces go back to the system when they are freed, always. By itself the library raises the size that counts as large
/// whenever such a piece is freed, and then keeps what is smaller: of a large document, tens of megabytes that nothing else fits into.
void return_large_pieces();

/// Gives back what was freed and is still kept, of all threads. Worth it between two phases that need memory of different kinds.
void give_back_freed_memory();

} // namespace micrograph
