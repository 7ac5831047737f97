// SPDX-License-Identifier: CC0-1.0
// How many cores there are: the IPI bus says so; without one fw_cfg does
// (QEMU, docs/specs/fw_cfg: selector at 510h, data at 511h); else one.

#include "boot/firmware.h"

#include "cpu/cpu.h"
#include "ipi/bus.h"

#define FW_CFG_SELECTOR  0x510
#define FW_CFG_DATA      0x511
#define FW_CFG_SIGNATURE 0x0000
#define FW_CFG_NB_CPUS   0x0005

static uint32_t fw_cfg_read(uint16_t key, uint32_t bytes)
{
    uint32_t value = 0;

    out16(FW_CFG_SELECTOR, key);
    for (uint32_t i = 0; i < bytes; i++)
        value |= (uint32_t)in8(FW_CFG_DATA) << (8 * i);
    return value;
}

uint32_t firmware_cores(void)
{
    if (bus_present())
        return bus_cores();
    if (fw_cfg_read(FW_CFG_SIGNATURE, 4) == ('Q' | 'E' << 8 | 'M' << 16 | 'U' << 24))
        return fw_cfg_read(FW_CFG_NB_CPUS, 2);
    return 1;
}
