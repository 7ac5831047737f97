// SPDX-License-Identifier: CC0-1.0
// LOCK before anything but the few that may have it is #UD (SDM 2A, LOCK).
// manual: SDM 2A, LOCK: only those that modify memory and are listed may have it. QEMU looks at some only.
//   qemu:   MOV: done cs 0008 flags 00000002 frame own-12
//   manual: MOV: #UD at +0 cs 0008 flags 00000002 frame own-16
//   qemu:   BT: done cs 0008 flags 00000002 frame own-12
//   manual: BT: #UD at +0 cs 0008 flags 00000002 frame own-16
//   qemu:   PUSH: done cs 0008 flags 00000002 frame own-20
//   manual: PUSH: #UD at +0 cs 0008 flags 00000002 frame own-16
//   qemu:   INT: done cs 0008 flags 00000002 frame own-16
//   manual: INT: #UD at +0 cs 0008 flags 00000002 frame own-16
//   qemu:   IN: done cs 0008 flags 00000002 frame own-12 eax=a0a0a0ff
//   manual: IN: #UD at +0 cs 0008 flags 00000002 frame own-16
//   qemu:   MOVS: done cs 0008 flags 00000002 frame own-12 esi=00020004 edi=00020004
//   manual: MOVS: #UD at +10 cs 0008 flags 00000002 frame own-16 esi=00020000 edi=00020000
//   qemu:   XCHG of registers: done cs 0008 flags 00000002 frame own-12 eax=c0c0c0c0 ecx=a0a0a0a0
//   manual: XCHG of registers: #UD at +0 cs 0008 flags 00000002 frame own-16
// manual: SDM 2A, CMPXCHG8B: PF is unaffected.
//   qemu:   CMPXCHG8B: done cs 0008 flags 00000042 frame own-12 eax=00000005 ebx=00000007 ecx=00000008 edx=00000000
//   manual: CMPXCHG8B: done cs 0008 flags 00000046 frame own-12 eax=00000005 ebx=00000007 ecx=00000008 edx=00000000
#include "guest.h"

ROUTINE(lock_add, "lock addl $1, word\n ret\n .lcomm word, 8");
ROUTINE(lock_xadd, "movl $1, %eax\n lock xaddl %eax, word\n ret");
ROUTINE(lock_cmpxchg, "movl $2, %eax\n movl $5, %ecx\n lock cmpxchgl %ecx, word\n ret");
ROUTINE(lock_cmpxchg_fails, "movl $9, %eax\n movl $6, %ecx\n lock cmpxchgl %ecx, word\n ret");
ROUTINE(lock_cmpxchg8b, "movl $5, %eax\n xorl %edx, %edx\n movl $7, %ebx\n movl $8, %ecx\n lock cmpxchg8b word\n ret");
ROUTINE(lock_bts, "lock btsl $4, word\n ret");
ROUTINE(lock_register, ".byte 0xF0, 0x01, 0xC8\n ret");      // LOCK ADD EAX, ECX
ROUTINE(lock_mov, ".byte 0xF0, 0x89, 0x05\n .long word\n ret");
ROUTINE(lock_cmp, ".byte 0xF0, 0x39, 0x05\n .long word\n ret");
ROUTINE(lock_bt, ".byte 0xF0, 0x0F, 0xBA, 0x25\n .long word\n .byte 4\n ret");
ROUTINE(lock_nop, ".byte 0xF0, 0x90\n ret");
ROUTINE(lock_push, ".byte 0xF0, 0x50\n int $0x30");
ROUTINE(lock_movs, "movl $0x20000, %esi\n movl %esi, %edi\n nop\n nop\n nop\n .byte 0xF0, 0xA5\n ret");
ROUTINE(lock_int, ".byte 0xF0, 0xCD, 0x30\n ret");
ROUTINE(lock_cmpxchg8b_register, ".byte 0xF0, 0x0F, 0xC7, 0xC9\n ret");
ROUTINE(cmpxchg8b_register, ".byte 0x0F, 0xC7, 0xC9\n ret");
ROUTINE(lock_xchg_register, ".byte 0xF0, 0x87, 0xC8\n ret");
ROUTINE(lock_in, ".byte 0xF0, 0xE4, 0x80\n ret");

PROGRAM(lock_prefix) {
  attempt("ADD", lock_add);
  attempt("XADD", lock_xadd);
  attempt("CMPXCHG", lock_cmpxchg);
  attempt("CMPXCHG that fails", lock_cmpxchg_fails);
  attempt("CMPXCHG8B", lock_cmpxchg8b);
  attempt("BTS", lock_bts);
  attempt("ADD to a register", lock_register);
  attempt("MOV", lock_mov);
  attempt("CMP", lock_cmp);
  attempt("BT", lock_bt);
  attempt("NOP", lock_nop);
  attempt("PUSH", lock_push);
  attempt("MOVS", lock_movs);
  attempt("INT", lock_int);
  attempt("CMPXCHG8B of a register", lock_cmpxchg8b_register);
  attempt("CMPXCHG8B of a register, no LOCK", cmpxchg8b_register);
  attempt("XCHG of registers", lock_xchg_register);
  attempt("IN", lock_in);
}
