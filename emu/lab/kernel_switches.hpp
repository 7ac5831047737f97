// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the bundled kernel knows every word of a command line. Only the kernel
// has the list of them, so it is asked: booted on a machine of its own, as far as
// to where it has read them.
#pragma once
#include <memory>
#include <string>

#include "emu/base/result.hpp"
#include "emu/load/image.hpp"

namespace vectorscope {

/// Errors: a word that the kernel refuses, in its own words, with all that there is.
Result<void> check_switches(const std::string& cmdline, const std::shared_ptr<const Image>& kernel);

}  // namespace vectorscope
