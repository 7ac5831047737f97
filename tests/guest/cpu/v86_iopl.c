// SPDX-License-Identifier: CC0-1.0
// With IOPL below 3, CLI STI PUSHF POPF INT and IRET are #GP(0) in virtual-8086
// mode, INT3 and INTO are not; IN and OUT ask the bitmap alone (SDM 3B, 20.2.7, 20.2.8).
// manual: SDM 2A, INT n: out of virtual-8086 mode to a ring other than 0 is #GP(selector). QEMU goes to any inner ring.
//   qemu:   INT to ring 1: done cs 0019 flags 00003002 frame ring0-20 from 0021:ring1-36 ds=00000000 es=00000000 fs=00000000 gs=00000000
//   manual: INT to ring 1: #GP(0018) at +0 cs 1000 flags 00023002 frame ring0-36 from 2000:0000f000 es 1111 ds 2000 fs 2222 gs 3333
#include "guest.h"

ROUTINE16(cli, "cli\n int3");
ROUTINE16(sti, "sti\n int3");
ROUTINE16(pushf, "pushfw\n popw %ax\n int3");
ROUTINE16(pushfd, "pushfl\n popl %eax\n int3");
ROUTINE16(popf, "pushw $0x7202\n popfw\n int3");
ROUTINE16(popfd, "pushl $0x00020202\n popfl\n int3");
ROUTINE16(int40, "int $0x40\n int3");
ROUTINE16(iret, "pushw $0x0202\n pushw $0x1000\n pushw $1f - iret\n iretw\n1: int3");
ROUTINE16(in80, "inb $0x80, %al\n movb $0, %al\n int3");
ROUTINE16(out80, "outb %al, $0x80\n int3");
ROUTINE16(into, "movb $0x7f, %al\n incb %al\n into\n int3");

ROUTINE(in_ring1, "int $0x30");

static void all(u32 iopl) {
  print("IOPL %u\n", iopl);
  const u32 flags = iopl << 12;
#define TRY(name) attempt_v86(flags, "  " #name, name, name##_end)
  TRY(cli);
  TRY(sti);
  TRY(pushf);
  TRY(pushfd);
  TRY(popf);
  TRY(popfd);
  TRY(int40);
  TRY(iret);
  TRY(in80);
  TRY(out80);
  TRY(into);
}

PROGRAM(v86_iopl) {
  set_gate(3, (const void *)stub_addresses[3], 0xE, 3);
  set_gate(4, (const void *)stub_addresses[4], 0xE, 3);
  set_gate(0x40, (const void *)stub_addresses[0x40], 0xE, 3);
  for (u32 iopl = 0; iopl < 4; ++iopl) all(iopl);
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x68 + 0x2000, 0x89, 0);
  load_tr(TSS_MAIN);
  print("bitmap clear\n");
  all(0);
  tss_main.io_bits[0x80 / 8] = 1;
  print("port 80 refused\n");
  all(3);
  set_gate(0x40, (const void *)stub_addresses[0x40], 0xE, 0);
  attempt_v86(0x3000, "INT whose gate has DPL 0", int40, int40_end);
  idt[0x40] = gate(CODE(1), (u32)in_ring1, 0xE, 3);
  attempt_v86(0x3000, "INT to ring 1", int40, int40_end);
  gdt[FREE >> 3] = segment(0, 0xFFFFF, 0x9E, 0xC);
  idt[0x40] = gate(FREE, stub_addresses[0x40], 0xE, 3);
  attempt_v86(0x3000, "INT to conforming code", int40, int40_end);
}
