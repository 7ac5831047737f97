// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that the window can ask of the worker.
#pragma once
#include <string>
#include <variant>

#include "emu/machine/config.hpp"
#include "emu/machine/decision.hpp"
#include "ui/bridge/speed.hpp"

namespace vectorscope {

namespace commands {
struct OpenDemo { MachineConfig config; };
struct OpenImage { std::string path; MachineConfig config; };
struct StepCore { CoreId core; };   ///< pauses a run first
struct StepAll {};                  ///< pauses a run first
struct Run {};
struct Pause {};
struct SetSpeed { Speed speed; };
struct Inject { Decision input; };
struct SelectCore { CoreId core; };
struct FetchTimeline {};            ///< answered by Mailbox::timeline_ready
}  // namespace commands

using Command =
    std::variant<commands::OpenDemo, commands::OpenImage, commands::StepCore, commands::StepAll,
                 commands::Run, commands::Pause, commands::SetSpeed, commands::Inject,
                 commands::SelectCore, commands::FetchTimeline>;

}  // namespace vectorscope
