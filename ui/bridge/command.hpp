// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that the window can ask of the worker.
#pragma once
#include <string>
#include <variant>

#include "emu/machine/config.hpp"
#include "emu/machine/decision.hpp"
#include "emu/session/lab_view.hpp"
#include "ui/bridge/speed.hpp"

namespace vectorscope {

namespace commands {
struct OpenDemo { MachineConfig config; };
/// An image, a recording, or a lab by its file or name.
struct Open { std::string what; MachineConfig config; };
struct OpenLab { LabChoice choice; };
struct StepCore { CoreId core; };   ///< pauses a run first
struct StepAll {};                  ///< pauses a run first
struct Run {};
struct Pause {};
struct Play {};                     ///< the lab's script or the recording, at the chosen speed
struct PlayLine {};                 ///< until the next line of the script, at full speed
struct PlayStep {};                 ///< one instruction of it; pauses first
struct SetSpeed { Speed speed; };
struct Inject { Decision input; };
struct SelectCore { CoreId core; };
struct FetchTimeline {};            ///< answered by Mailbox::timeline_ready
}  // namespace commands

using Command =
    std::variant<commands::OpenDemo, commands::Open, commands::OpenLab, commands::StepCore, commands::StepAll,
                 commands::Run, commands::Pause, commands::Play, commands::PlayLine, commands::PlayStep, commands::SetSpeed, commands::Inject,
                 commands::SelectCore, commands::FetchTimeline>;

}  // namespace vectorscope
