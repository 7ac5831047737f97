// SPDX-License-Identifier: CC0-1.0
// An access lies within a segment's limit with all of its bytes: segments that
// expand up and down, limits in bytes and pages, operands of 1 to 28 bytes.
// manual: SDM 3A, 5.3: QEMU looks at no limits.
//   qemu:   byte from 00000fe3: ...............................
//   manual: byte from 00000fe3: .............................GG
//   qemu:   word from 00000fe3: ...............................
//   manual: word from 00000fe3: ............................GGG
//   qemu:   dword from 00000fe3: ...............................
//   manual: dword from 00000fe3: ..........................GGGGG
//   qemu:   far pointer from 00000fe3: ...............................
//   manual: far pointer from 00000fe3: ........................GGGGGGG
//   qemu:   IDTR from 00000fe3: ...............................
//   manual: IDTR from 00000fe3: ........................GGGGGGG
//   qemu:   qword from 00000fe3: ...............................
//   manual: qword from 00000fe3: ......................GGGGGGGGG
//   qemu:   CMPXCHG8B from 00000fe3: ...............................
//   manual: CMPXCHG8B from 00000fe3: ......................GGGGGGGGG
//   qemu:   m80 from 00000fe3: ...............................
//   manual: m80 from 00000fe3: ....................GGGGGGGGGGG
//   qemu:   environment from 00000fe3: ...............................
//   manual: environment from 00000fe3: ..GGGGGGGGGGGGGGGGGGGGGGGGGGGGG
//   qemu:   pages, dword from 00001ff8: ..........
//   manual: pages, dword from 00001ff8: .....GGGGG
//   qemu:   down, byte from 00000ffc: ........
//   manual: down, byte from 00000ffc: GGGG....
//   qemu:   down, dword from 00000ffc: ........
//   manual: down, dword from 00000ffc: GGGG....
//   qemu:   down, dword from fffffff8: ........
//   manual: down, dword from fffffff8: .....GGG
//   qemu:   down 16, dword from 00000ffc: ........
//   manual: down 16, dword from 00000ffc: GGGG....
//   qemu:   down 16, dword from 0000fff8: ..........
//   manual: down 16, dword from 0000fff8: .....GGGGG
//   qemu:   bit 0 ., 31 ., 32 ., -1 ., -7FE0 ., -7FE1 .
//   manual: bit 0 ., 31 ., 32 G, -1 ., -7FE0 ., -7FE1 G
//   qemu:   direct ., beyond .; XLAT ., beyond .
//   manual: direct ., beyond G; XLAT ., beyond G
#include "guest.h"

enum { BYTES = FREE, PAGES = FREE + 8, DOWN = FREE + 16, DOWN16 = FREE + 24, MEMORY = 0x20000 };

ROUTINE(byte, "movw %ax, %fs\n movb %fs:(%ebx), %cl\n ret");
ROUTINE(word, "movw %ax, %fs\n movw %fs:(%ebx), %cx\n ret");
ROUTINE(dword, "movw %ax, %fs\n addl $0, %fs:(%ebx)\n ret");
ROUTINE(qword, "movw %ax, %fs\n fldl %fs:(%ebx)\n fstp %st(0)\n ret");
ROUTINE(exchange, "movw %ax, %fs\n cmpxchg8b %fs:(%ebx)\n ret");
ROUTINE(ten, "movw %ax, %fs\n fldt %fs:(%ebx)\n fstp %st(0)\n ret");
ROUTINE(far_pointer, "movw %ax, %fs\n lgsl %fs:(%ebx), %ecx\n ret");
ROUTINE(table, "movw %ax, %fs\n sidtl %fs:(%ebx)\n ret");
ROUTINE(environment, "movw %ax, %fs\n fnstenv %fs:(%ebx)\n ret");
ROUTINE(bit, "movw %ax, %fs\n btl %ecx, %fs:(%ebx)\n ret");
ROUTINE(direct, "movw %ax, %fs\n movl %fs:0xFFC, %eax\n ret");
ROUTINE(direct_beyond, "movw %ax, %fs\n movl %fs:0xFFD, %eax\n ret");
ROUTINE(table_byte, "movw %ax, %fs\n movl $0xF01, %ebx\n movl $0xFE, %eax\n .byte 0x64, 0xD7\n ret");
ROUTINE(table_beyond, "movw %ax, %fs\n movl $0xF01, %ebx\n movl $0xFF, %eax\n .byte 0x64, 0xD7\n ret");
ROUTINE(no_access, "movw %ax, %fs\n leal %fs:(%ebx), %ecx\n nopl %fs:(%ebx)\n ret");
ROUTINE(short_address, "movw %ax, %fs\n movb %fs:(%bx), %cl\n ret");

PROGRAM(limits_widths) {
  memset((void *)MEMORY, 0, 0x4000);
  gdt[BYTES >> 3] = segment(MEMORY, 0xFFF, 0x92, 4);
  gdt[PAGES >> 3] = segment(MEMORY, 1, 0x92, 0xC);
  gdt[DOWN >> 3] = segment(MEMORY, 0xFFF, 0x96, 4);
  gdt[DOWN16 >> 3] = segment(MEMORY, 0xFFF, 0x96, 0);
  // The last offset that passes is 1000h less the bytes.
  probes("byte", byte, BYTES, 0xFE3, 0x1001);
  probes("word", word, BYTES, 0xFE3, 0x1001);
  probes("dword", dword, BYTES, 0xFE3, 0x1001);
  probes("far pointer", far_pointer, BYTES, 0xFE3, 0x1001);
  probes("IDTR", table, BYTES, 0xFE3, 0x1001);
  probes("qword", qword, BYTES, 0xFE3, 0x1001);
  probes("CMPXCHG8B", exchange, BYTES, 0xFE3, 0x1001);
  probes("m80", ten, BYTES, 0xFE3, 0x1001);
  probes("environment", environment, BYTES, 0xFE3, 0x1001);
  probes("pages, dword", dword, PAGES, 0x1FF8, 0x2001);
  probes("down, byte", byte, DOWN, 0xFFC, 0x1003);
  probes("down, dword", dword, DOWN, 0xFFC, 0x1003);
  probes("down, dword", dword, DOWN, 0xFFFFFFF8, 0xFFFFFFFF);
  probes("down 16, dword", dword, DOWN16, 0xFFC, 0x1003);
  probes("down 16, dword", dword, DOWN16, 0xFFF8, 0x10001);
  print("bit 0 %c, 31 %c, 32 %c, -1 %c, -7FE0 %c, -7FE1 %c\n", probe(bit, BYTES, 0xFFC, 0), probe(bit, BYTES, 0xFFC, 31), probe(bit, BYTES, 0xFFC, 32),
        probe(bit, BYTES, 0xFFC, -1u), probe(bit, BYTES, 0xFFC, -0x7FE0u), probe(bit, BYTES, 0xFFC, -0x7FE1u));
  print("direct %c, beyond %c; XLAT %c, beyond %c\n", probe(direct, BYTES, 0, 0), probe(direct_beyond, BYTES, 0, 0), probe(table_byte, BYTES, 0, 0),
        probe(table_beyond, BYTES, 0, 0));
  print("address alone %c; 16 bits of it %c\n", probe(no_access, BYTES, 0x5000, 0), probe(short_address, BYTES, 0x50010, 0));
}
