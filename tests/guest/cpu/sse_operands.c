// SPDX-License-Identifier: CC0-1.0
// Which operands must lie at a multiple of 16 (SDM 2A, table 2-18 and the types of
// 2.4): packed ones but for the unaligned moves, FXSAVE; not scalars, not MMX's.
// manual: SDM 2A, tables 2-19 and 2-21: conversions, SHUFPS, UNPCKLPS and shifts need it as well. QEMU 7 asks it of some only.
//   qemu:   at 8: GGGGG..GG...GGGGGG .............
//   manual: at 8: GGGGGGGGGGGGGGGGGG .............
//   qemu:   at 1: GGGGG..GG...GGGGGG .............
//   manual: at 1: GGGGGGGGGGGGGGGGGG .............
#include "guest.h"

#define LOAD(id, text) ROUTINE(id, text " (%ebx), %xmm0\n ret")
#define STORE(id, text) ROUTINE(id, text " %xmm0, (%ebx)\n ret")
LOAD(movaps, "movaps"); LOAD(movdqa, "movdqa"); LOAD(addps, "addps"); LOAD(mulpd, "mulpd"); LOAD(pand, "pand"); LOAD(cvtdq2ps, "cvtdq2ps");
LOAD(unpcklps, "unpcklps"); LOAD(punpcklbw, "punpcklbw"); LOAD(paddq, "paddq"); LOAD(cvttpd2dq, "cvttpd2dq"); LOAD(psllw, "psllw");
ROUTINE(shufps, "shufps $0, (%ebx), %xmm0\n ret");
ROUTINE(pshufd, "pshufd $0, (%ebx), %xmm0\n ret");
LOAD(movups, "movups"); LOAD(movdqu, "movdqu"); LOAD(addss, "addss"); LOAD(mulsd, "mulsd"); LOAD(movlps, "movlps"); LOAD(movq, "movq");
LOAD(comiss, "comiss"); LOAD(cvtps2pd, "cvtps2pd");
ROUTINE(mmx, "paddb (%ebx), %mm0\n emms\n ret");
ROUTINE(ldmxcsr, "movl $0x1F80, (%ebx)\n ldmxcsr (%ebx)\n ret");
STORE(movaps_to, "movaps"); STORE(movntps, "movntps"); STORE(movntdq, "movntdq"); STORE(movdqa_to, "movdqa"); STORE(movups_to, "movups"); STORE(movss_to, "movss");
ROUTINE(fxsave, "fxsave (%ebx)\n ret");
ROUTINE(between, "movaps %xmm1, %xmm0\n ret");

static const u8 *const kAligned[] = {movaps, movdqa, addps, mulpd, pand, cvtdq2ps, unpcklps, punpcklbw, paddq, cvttpd2dq, psllw, shufps, pshufd, movaps_to, movntps,
                                     movntdq, movdqa_to, fxsave};
static const u8 *const kFree[] = {movups, movdqu, addss, mulsd, movlps, movq, comiss, cvtps2pd, mmx, ldmxcsr, movups_to, movss_to, between};

static void all(const char *what, u32 at) {
  print("%s: ", what);
  for (unsigned i = 0; i < sizeof kAligned / sizeof *kAligned; ++i) print("%c", probe(kAligned[i], 0, at, 0));
  print(" ");
  for (unsigned i = 0; i < sizeof kFree / sizeof *kFree; ++i) print("%c", probe(kFree[i], 0, at, 0));
  print("\n");
}

PROGRAM(sse_operands) {
  memset((void *)0x20000, 0, 0x400);
  write_cr4(0x200);
  all("at 0", 0x20000);
  all("at 8", 0x20008);
  all("at 1", 0x20001);
  write_cr0(0x39);
  print("TS %c", probe(movaps, 0, 0x20008, 0));
  write_cr0(0x35);
  print(" EM %c", probe(movaps, 0, 0x20008, 0));
  write_cr0(0x31);
  write_cr4(0);
  print(" no OSFXSR %c\n", probe(movaps, 0, 0x20008, 0));
}
