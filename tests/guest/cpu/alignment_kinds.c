// SPDX-License-Identifier: CC0-1.0
// What must be aligned to what where alignment is checked (SDM 3A, table 6-7), and
// where it is not; #GP and #PF come before #AC (SDM 3A, table 6-2).
// manual: SDM 3A, 6.15, interrupt 17, and 5.3: QEMU never checks alignment, and looks at no limits.
//   qemu:   word: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 eax=a0a00000 ebx=00020001
//   manual: word: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020001
//   qemu:   dword: done cs 003b flags 00040046 frame ring0-20 from 0043:own+0 ebx=00020002
//   manual: dword: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002
//   qemu:   float_single: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020002
//   manual: float_single: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002
//   qemu:   float_double: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020004
//   manual: float_double: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020004
//   qemu:   float_extended: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020004
//   manual: float_extended: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020004
//   qemu:   quadword: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 eax=00000000 ebx=00020004 edx=00000000
//   manual: quadword: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020004
//   qemu:   mmx: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020004
//   manual: mmx: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020004
//   qemu:   bits: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020002
//   manual: bits: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002
//   qemu:   bits_far: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020002 ecx=00000040
//   manual: bits_far: #AC(0000) at +10 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002 ecx=00000040
//   qemu:   far_pointer: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 eax=00000000 ebx=00020002 gs=00000000
//   manual: far_pointer: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002
//   qemu:   environment: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020002
//   manual: environment: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002
//   qemu:   control_word: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020001
//   manual: control_word: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020001
//   qemu:   table: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020002
//   manual: table: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002
//   qemu:   string: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00020002 ecx=00000000 esi=0002000e edi=0002010c
//   manual: string: #AC(0000) at +17 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020002 ecx=00000003 esi=00020002 edi=00020100
//   qemu:   push_odd: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00000000
//   manual: push_odd: #AC(0000) at +8 cs 003b flags 00040002 frame ring0-20 from 0043:own-6 ebx=00000000
//   qemu:   call_odd: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 ebx=00000000
//   manual: call_odd: #AC(0000) at +8 cs 003b flags 00040002 frame ring0-20 from 0043:own-6 ebx=00000000
//   qemu:   by_popf: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 eax=00000000 ebx=00020001
//   manual: by_popf: #AC(0000) at +14 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00020001
//   qemu:   limit_first: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 eax=00000000 ebx=00001001 ecx=c0c00073 fs=00000073
//   manual: limit_first: #GP(0000) at +11 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=00001001 ecx=c0c00073 fs=00000073
//   qemu:   present_page: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 eax=00000000 ebx=40001001
//   manual: present_page: #AC(0000) at +5 cs 003b flags 00040002 frame ring0-20 from 0043:own-4 ebx=40001001
#include "guest.h"

enum { MEMORY = 0x20000 };

#define AT(id, place, text) ROUTINE(id, "movl $" #place ", %ebx\n" text "\n ret")
AT(byte, 0x20001, "movb (%ebx), %al");
AT(word, 0x20001, "movw (%ebx), %ax");
AT(word_even, 0x20002, "movw (%ebx), %ax");
AT(dword, 0x20002, "addl $0, (%ebx)");
AT(dword_even, 0x20004, "addl $0, (%ebx)");
AT(float_single, 0x20002, "flds (%ebx)\n fstp %st(0)");
AT(float_double, 0x20004, "fldl (%ebx)\n fstp %st(0)");
AT(float_extended, 0x20004, "fldt (%ebx)\n fstp %st(0)");
AT(float_extended_even, 0x20008, "fldt (%ebx)\n fstp %st(0)");
AT(quadword, 0x20004, "cmpxchg8b (%ebx)");
AT(mmx, 0x20004, "movq (%ebx), %mm0\n emms");
AT(bits, 0x20002, "btl $1, (%ebx)");
AT(bits_far, 0x20002, "movl $64, %ecx\n btl %ecx, (%ebx)");
AT(far_pointer, 0x20002, "lgsl (%ebx), %eax");
AT(far_pointer_even, 0x20004, "lgsl (%ebx), %eax");
AT(far_pointer_16, 0x20002, "lgsw (%ebx), %ax");
AT(environment, 0x20002, "fnstenv (%ebx)");
AT(environment_16, 0x20002, "data16 fnstenv (%ebx)");
AT(control_word, 0x20001, "fnstcw (%ebx)");
AT(table, 0x20002, "sidtl (%ebx)");
AT(string, 0x20002, "movl %ebx, %esi\n movl $0x20100, %edi\n movl $3, %ecx\n rep movsl");
AT(no_access, 0x20001, "leal (%ebx), %eax\n nopl (%ebx)");
AT(push_odd, 0, "subl $2, %esp\n pushl %eax\n addl $6, %esp");
AT(push_words, 0, "subl $2, %esp\n pushw %ax\n popw %ax\n addl $2, %esp");
AT(call_odd, 0, "subl $2, %esp\n call 1f\n1: addl $6, %esp");
AT(by_popf, 0x20001, "pushfl\n orl $0x40000, (%esp)\n popfl\n movl (%ebx), %eax");
AT(off_by_popf, 0x20001, "pushfl\n andl $~0x40000, (%esp)\n popfl\n movl (%ebx), %eax");
AT(limit_first, 0x1001, "movw $0x73, %cx\n movw %cx, %fs\n movl %fs:(%ebx), %eax");
AT(missing_page, 0x40000001, "movl (%ebx), %eax");
AT(present_page, 0x40001001, "movl (%ebx), %eax");
AT(read_only_page, 0x40002001, "movl %eax, (%ebx)");
AT(pages_apart, 0x40001FFE, "movl (%ebx), %eax");

static void checked(const char *what, const void *routine) {
  const struct attempt how = {.ring = 3, .eflags = 0x40000};
  memset((void *)MEMORY, 0, 0x200);
  attempt_as(&how, what, routine);
}
#define CHECK(routine) checked(#routine, routine)

PROGRAM(alignment_kinds) {
  gdt[FREE >> 3] = segment(MEMORY, 0xFFF, 0xF2, 4);
  write_cr0(0x40031);
  CHECK(byte);
  CHECK(word);
  CHECK(word_even);
  CHECK(dword);
  CHECK(dword_even);
  CHECK(float_single);
  CHECK(float_double);
  CHECK(float_extended);
  CHECK(float_extended_even);
  CHECK(quadword);
  CHECK(mmx);
  CHECK(bits);
  CHECK(bits_far);
  CHECK(far_pointer);
  CHECK(far_pointer_even);
  CHECK(far_pointer_16);
  CHECK(environment);
  CHECK(environment_16);
  CHECK(control_word);
  CHECK(table);
  CHECK(string);
  CHECK(no_access);
  CHECK(push_odd);
  CHECK(push_words);
  CHECK(call_odd);
  CHECK(off_by_popf);
  memset((void *)MEMORY, 0, 0x200);
  attempt_in(3, "by_popf", by_popf);
  attempt_in(2, "by_popf in ring 2", by_popf);
  CHECK(limit_first);
  paging_on(0x40000);
  map(VIRTUAL + 0x1000, (u32)page_pool[0], P | W | U);
  map(VIRTUAL + 0x2000, (u32)page_pool[1], P | U);
  CHECK(missing_page);
  CHECK(present_page);
  CHECK(read_only_page);
  map(VIRTUAL + 0x2000, 0, 0);
  write_cr3(read_cr3());
  CHECK(pages_apart);
  write_cr0(0x31);
}
