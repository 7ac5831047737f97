// SPDX-License-Identifier: GPL-2.0-or-later
// The guest kernel's ELF, byte for byte. KERNEL_ELF comes from the build.
    .section .rodata
    .global vectorscope_kernel_begin
    .global vectorscope_kernel_end
    .balign 16
vectorscope_kernel_begin:
    .incbin KERNEL_ELF
vectorscope_kernel_end:
    .section .note.GNU-stack, "", %progbits
