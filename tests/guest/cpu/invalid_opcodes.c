// SPDX-License-Identifier: CC0-1.0
// Opcodes and forms that do not exist: #UD at the instruction; one of more than
// 15 bytes: #GP(0) (SDM 3A, 6.15, interrupt 6; SDM 2A, 2.3.11).
#include "guest.h"

#define BYTES(id, bytes) ROUTINE(id, ".byte " bytes "\n ret\n nop\n nop\n nop\n nop")
BYTES(ud2a, "0x0F, 0x0B");
BYTES(ud1, "0x0F, 0xB9, 0xC0");
BYTES(lea_register, "0x8D, 0xC0");
BYTES(les_register, "0xC4, 0xC0, 0x00, 0x00");
BYTES(bound_register, "0x62, 0xC0, 0x00, 0x00");
BYTES(mov_cs, "0x8E, 0xC8");
BYTES(mov_segment6, "0x8E, 0xF0");
BYTES(from_segment7, "0x8C, 0xF8");
BYTES(far_call_register, "0xFF, 0xD8");
BYTES(far_jump_register, "0xFF, 0xE8");
BYTES(ff7, "0xFF, 0xF8");
BYTES(fe7, "0xFE, 0xF8");
BYTES(fe2, "0xFE, 0xD0");
BYTES(lgdt_register, "0x0F, 0x01, 0xD0");
BYTES(invlpg_register, "0x0F, 0x01, 0xF8");
BYTES(group6_7, "0x0F, 0x00, 0xF8");
BYTES(group8_0, "0x0F, 0xBA, 0xC0, 0x01");
BYTES(x0f04, "0x0F, 0x04");
BYTES(x0f0a, "0x0F, 0x0A");
BYTES(x0f24, "0x0F, 0x24, 0xC0");
BYTES(x0fff, "0x0F, 0xFF, 0xC0");
BYTES(x0f39, "0x0F, 0x39");
BYTES(too_long, "0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x90");
BYTES(just_fits, "0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x2E, 0x90");
BYTES(rsm, "0x0F, 0xAA");

#define TRY(id) attempt(#id, id)
PROGRAM(invalid_opcodes) {
  TRY(ud2a);
  TRY(ud1);
  TRY(lea_register);
  TRY(les_register);
  TRY(bound_register);
  TRY(mov_cs);
  TRY(mov_segment6);
  TRY(from_segment7);
  TRY(far_call_register);
  TRY(far_jump_register);
  TRY(ff7);
  TRY(fe7);
  TRY(fe2);
  TRY(lgdt_register);
  TRY(invlpg_register);
  TRY(group6_7);
  TRY(group8_0);
  TRY(x0f04);
  TRY(x0f0a);
  TRY(x0f24);
  TRY(x0fff);
  TRY(x0f39);
  TRY(too_long);
  TRY(just_fits);
  TRY(rsm);
}
