// SPDX-License-Identifier: GPL-2.0-or-later
// A machine's configuration as a map of CBOR.
#pragma once
#include "emu/history/cbor.hpp"
#include "emu/machine/config.hpp"

namespace vectorscope {

nlohmann::json to_cbor(const MachineConfig& config);

/// The first error goes to `map`.
MachineConfig config_from_cbor(CborMap& map);

}  // namespace vectorscope
