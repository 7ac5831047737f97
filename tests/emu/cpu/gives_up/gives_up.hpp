// SPDX-License-Identifier: GPL-2.0-or-later
// A shared library that does what the engine's translator does.
#pragma once

void gives_up();                     ///< calls abort()
void calls_back(void (*whom)());     ///< lets somebody else do so
