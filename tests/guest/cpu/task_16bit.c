// SPDX-License-Identifier: CC0-1.0
// A TSS of 16 bits: words are saved and loaded (SDM 3A, 7.6).
#include "guest.h"

static struct { u16 link, sp0, ss0, sp1, ss1, sp2, ss2, ip, flags, ax, cx, dx, bx, sp, bp, si, di, es, cs, ss, ds, ldt; } other;
static u8 other_stack[256] __attribute__((aligned(16)));

ROUTINE(other_task, "1: leal 1(%eax), %eax\n pushfl\n popl %ebx\n movl %esp, %ecx\n movw %fs, %dx\n ljmpl $0x58, $0\n jmp 1b\n");
ROUTINE(go, "ljmpl $0x60, $0\n clts\n ret");

PROGRAM(task_16bit) {
  // Its code must lie where IP reaches it: a segment that begins there.
  gdt[FREE >> 3] = segment((u32)other_task, 0xFFFF, 0x9A, 4);
  gdt[(FREE + 8) >> 3] = segment((u32)other_stack, 0xFFFF, 0x92, 0);
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x2B, 0x81, 0);
  other.ip = 0;
  other.sp = 256;
  other.flags = 2;
  other.ax = 0x1234;
  other.si = 0x4321;
  other.cs = FREE;
  other.ss = FREE + 8;
  other.ds = other.es = DATA0;
  attempt("there and back", go);
  print("busy %b %b; ip %h sp %h ax %h bx %h cx %h dx %h\n", (u32)access_of(TSS_MAIN), (u32)access_of(TSS_OTHER), (u32)other.ip, (u32)other.sp,
        (u32)other.ax, (u32)other.bx, (u32)other.cx, (u32)other.dx);
}
