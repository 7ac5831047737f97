// SPDX-License-Identifier: CC0-1.0
// A small file store in memory: a few files of a few bytes.
#ifndef FS_STORE_H
#define FS_STORE_H

#include <stdint.h>

#include "cpu/cpu.h"
#include "traps/frame.h"

#define FS_FILES     4u
#define FS_FILE_SIZE 256u

// What an append asks for, in one register: the file and the byte.
#define FS_APPEND(file, byte) ((uint32_t)(file) << 8 | (uint8_t)(byte))

// The work, to be done under lock 82h: the file's new size, or an answer.
int32_t fs_append_work(uint32_t what);
uint32_t fs_size(uint32_t file);
uint8_t fs_byte(uint32_t file, uint32_t at);
void fs_clear(uint32_t file);

int32_t int_append(uint32_t what);  // one try through the interrupt

handler fs_normal, fs_busy;  // int 82h with FS_APPEND in EBX
extern handler *const fs_row[MAX_CORES];

#endif
