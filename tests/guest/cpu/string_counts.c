// SPDX-License-Identifier: CC0-1.0
// String instructions: all sizes, both directions, REPE and REPNE, counts of 0,
// CX and SI by prefix, and the flags they leave.
#include "guest.h"

#define SET "movl $0x20000, %esi\n movl $0x20100, %edi\n movl $5, %ecx\n"
ROUTINE(movsb, SET "rep movsb\n ret");
ROUTINE(movsw, SET "rep movsw\n ret");
ROUTINE(movsl, SET "rep movsl\n ret");
ROUTINE(movsl_once, SET "movsl\n ret");
ROUTINE(down, SET "std\n rep movsw\n cld\n ret");
ROUTINE(none, SET "xorl %ecx, %ecx\n rep movsb\n ret");
ROUTINE(equal, SET "repe cmpsb\n ret");
ROUTINE(equal_none, SET "xorl %ecx, %ecx\n cmpl %esi, %edi\n repe cmpsb\n ret");
ROUTINE(not_equal, SET "movb $3, %al\n movl %esi, %edi\n repne scasb\n ret");
ROUTINE(not_found, SET "movb $99, %al\n movl %esi, %edi\n repne scasb\n ret");
ROUTINE(while_equal, SET "movl $0, %eax\n movl $0x20200, %edi\n repe scasl\n ret");
ROUTINE(lods, SET "rep lodsw\n ret");
ROUTINE(stos, SET "movl $0x12345678, %eax\n rep stosl\n ret");
ROUTINE(overlap, "movl $0x20000, %esi\n movl $0x20001, %edi\n movl $6, %ecx\n rep movsb\n ret");
ROUTINE(segment_, SET "movl $0x70, %eax\n movl %eax, %fs\n xorl %esi, %esi\n movb $0, %al\n lodsb %fs:(%esi), %al\n ret");
ROUTINE(useless, ".byte 0xF3\n incl %eax\n ret");

#define TRY(id)                                                  \
  do {                                                           \
    for (u32 i = 0; i < 16; ++i) ((u8 *)0x20000)[i] = (u8)i;     \
    memset((void *)0x20100, 0, 32);                              \
    memset((void *)0x200F0, 0, 16);                              \
    memset((void *)0x20200, 0, 32);                              \
    attempt(#id, id);                                            \
    dump("  ", (void *)0x200F8, 32);                             \
  } while (0)

PROGRAM(string_counts) {
  gdt[FREE >> 3] = segment(0x20004, 0xFFFF, 0x92, 4);
  TRY(movsb);
  TRY(movsw);
  TRY(movsl);
  TRY(movsl_once);
  TRY(down);
  TRY(none);
  TRY(equal);
  TRY(equal_none);
  TRY(not_equal);
  TRY(not_found);
  TRY(while_equal);
  TRY(lods);
  TRY(stos);
  TRY(overlap);
  TRY(segment_);
  TRY(useless);
  dump("overlapped", (void *)0x20000, 16);
}
