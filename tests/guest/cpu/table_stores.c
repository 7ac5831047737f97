// SPDX-License-Identifier: CC0-1.0
// SGDT and SIDT by every form of address, of 32 and 16 bits, with SIB, segment
// overrides and rings (SDM 2A, tables 2-1 to 2-3).
#include "guest.h"

enum { PLACE = 0x8000, BYTES = 0x400 };  // within reach of 16 bits

#define STORE(id, set, store) ROUTINE(id, set "\n" store "\n xorl %ebx, %ebx\n xorl %esi, %esi\n xorl %edi, %edi\n ret")
STORE(disp32, "nop", "sgdtl 0x8010");
STORE(base, "movl $0x8010, %ebx", "sidtl (%ebx)");
STORE(base_disp8, "movl $0x8090, %esi", "sgdtl -0x80(%esi)");
STORE(base_disp32, "movl $0x10, %edi", "sidtl 0x8000(%edi)");
STORE(scaled, "movl $0x8000, %ebx\n movl $4, %esi", "sgdtl 8(%ebx,%esi,4)");
STORE(scaled_disp32, "movl $2, %edi", "sidtl 0x8008(,%edi,8)");
STORE(frame, "movl %ebp, %ebx\n movl $0x8000, %ebp", "sgdtl 0x10(%ebp)\n movl %ebx, %ebp");
STORE(frame_scaled, "movl %ebp, %ebx\n movl $0x8000, %ebp\n movl $8, %esi", "sidtl 4(%ebp,%esi,2)\n movl %ebx, %ebp");
STORE(stack, "movl %esp, %ebx\n movl $0x8100, %esp", "sgdtl (%esp)\n movl %ebx, %esp");
STORE(stack_index, "movl %esp, %ebx\n movl $0x8100, %esp\n movl $3, %esi", "sidtl 1(%esp,%esi,4)\n movl %ebx, %esp");
STORE(override, "movl $0x8010, %ebx\n movl %ds, %esi\n movl %esi, %fs", "sgdtl %fs:(%ebx)");
STORE(bx_si, "movl $0x12348000, %ebx\n movl $0x56780010, %esi", "addr16 sidtl (%bx,%si)");
STORE(bx_di_disp8, "movl $0x8020, %ebx\n movl $0xFFF8, %edi", "addr16 sgdtl -8(%bx,%di)");
STORE(bp_disp16, "movl %ebp, %ebx\n movl $0x10, %ebp", "addr16 sidtl -0x7FF0(%bp)\n movl %ebx, %ebp");
STORE(si_alone, "movl $0x8010, %esi", "addr16 sgdtl (%si)");
STORE(disp16, "nop", ".byte 0x67, 0x0F, 0x01, 0x0E, 0x10, 0x80");
STORE(operand16, "movl $0x8010, %ebx", ".byte 0x66\n sgdtl (%ebx)");
STORE(missing, "movl $0x40000FFE, %ebx", "sgdtl (%ebx)");

static void run(unsigned ring, const char *what, const void *routine) {
  u8 *place = (u8 *)PLACE;
  for (unsigned i = 0; i < BYTES; ++i) place[i] = 0xEE;
  attempt_in(ring, what, routine);
  unsigned at = 0;
  while (at < BYTES && place[at] == 0xEE) ++at;
  u32 base_stored;
  memcpy(&base_stored, place + at + 2, 4);
  print("  at %x, GDTR %u, IDTR %u\n", at, (u32)(base_stored == (u32)gdt), (u32)(base_stored == (u32)idt));
}

PROGRAM(table_stores) {
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W);
  for (unsigned ring = 0; ring < 4; ring += 3) {
    print("ring %u\n", ring);
    run(ring, "disp32", disp32);
    run(ring, "base", base);
    run(ring, "base, disp8", base_disp8);
    run(ring, "base, disp32", base_disp32);
    run(ring, "scaled", scaled);
    run(ring, "scaled, disp32", scaled_disp32);
    run(ring, "EBP", frame);
    run(ring, "EBP, scaled", frame_scaled);
    run(ring, "ESP", stack);
    run(ring, "ESP, scaled", stack_index);
    run(ring, "FS", override);
    run(ring, "BX+SI", bx_si);
    run(ring, "BX+DI, disp8", bx_di_disp8);
    run(ring, "BP, disp16", bp_disp16);
    run(ring, "SI", si_alone);
    run(ring, "disp16", disp16);
    run(ring, "16 bits", operand16);
    run(ring, "into a missing page", missing);
  }
}
