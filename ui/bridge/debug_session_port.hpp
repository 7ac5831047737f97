// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include "ui/bridge/session_port.hpp"

namespace vectorscope {

/// The real machine.
std::unique_ptr<SessionPort> make_debug_session_port();

}  // namespace vectorscope
