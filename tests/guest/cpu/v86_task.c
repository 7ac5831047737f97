// SPDX-License-Identifier: CC0-1.0
// A task whose EFLAGS image has VM set begins in virtual-8086 mode; an interrupt
// brings it to ring 0 of its own TSS; JMP goes on where it was (SDM 3B, 20.2.4).
#include "guest.h"

static struct tss other;
static u8 inner_stack[1024] __attribute__((aligned(16)));
ROUTINE16(guest, "movw %cs, %ax\n movw %ds, %bx\n movw %ss, %cx\n movw %sp, %dx\n int $0x41\n incw %si\n int $0x41\n incw %si\n int $0x41");
ROUTINE(back, "ljmpl $0x58, $0\n iretl\n");
ROUTINE(go, "ljmpl $0x60, $0\n clts\n ret");

static void show(void) {
  print("eax %h ebx %h ecx %h edx %h esi %h cs %h eip in ring 0 %u busy %b\n", other.eax & 0xFFFF, other.ebx & 0xFFFF, other.ecx & 0xFFFF,
        other.edx & 0xFFFF, other.esi & 0xFFFF, other.cs, other.eip == (u32)back + 7, (u32)access_of(TSS_OTHER));
  const u32 *frame = (const u32 *)other.esp;
  print("frame: ip %h cs %h flags %x sp %h ss %h es %h ds %h fs %h gs %h\n", frame[0], frame[1], frame[2] & ~0x8D5u, frame[3], frame[4], frame[5], frame[6],
        frame[7], frame[8]);
}

PROGRAM(v86_task) {
  copy_low(guest, guest_end);
  set_gate(0x41, back, 0xE, 3);
  other.eflags = 0x20002;
  other.eflags |= 0x3000;
  other.cs = LOW_CODE >> 4;
  other.ss = 0x2000;
  other.esp = 0x8000;
  other.ds = 0x1111;
  other.es = 0x2222;
  other.fs = 0x3333;
  other.gs = 0x4444;
  other.esp0 = (u32)inner_stack + 1024;
  other.ss0 = DATA0;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  attempt("first", go);
  show();
  attempt("second", go);
  show();
  attempt("third", go);
  show();
}
