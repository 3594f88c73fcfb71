#pragma once

#include "query/operators/operator.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace micrograph::query {

/// The rows of a step cut into parts, on which several threads work with copies of it.
///
/// Each thread has a lane: a run and a copy of its own. Lanes take the next part that nobody has begun; whoever reads gets
/// them in order, and works on parts itself while the one it waits for is not done. So it never waits for a thread that
/// has not started, and a machine that is busy with something else costs time but no more than that.
class Parts {
public:
  /// What is done with one part: `step` was opened and narrowed to it. False if it gives up, for want of room: then nothing is
  /// kept of the part, no further parts are begun ahead of the reader, and take_or_read() gives it to be read.
  using Work = std::function<bool(std::size_t lane, Operator& step, std::uint64_t part)>;

  /// Null if the step cannot be copied. `original` must outlive this.
  [[nodiscard]] static std::unique_ptr<Parts> of(Run& run, Operator& original, unsigned threads, std::uint64_t parts);
  ~Parts();
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  [[nodiscard]] std::uint64_t size() const { return states_.size(); }
  [[nodiscard]] std::size_t lanes() const { return lanes_.size(); }
  [[nodiscard]] Run& run(std::size_t lane) { return *lanes_[lane].run; }

  /// Who gets the first part: whichever thread comes first, or who calls take_or_read(), so that the first rows are handed on
  /// as they are found however busy the machine is. With `reader`, nobody may call take().
  enum class FirstPart : std::uint8_t { anyone, reader };
  /// Starts the threads anew.
  void start(const graph::ValueId* outer, Work work, FirstPart first = FirstPart::anyone);
  /// Waits until the next part in order is done and says which it is; absent after the last. Throws what the work threw.
  [[nodiscard]] std::optional<std::uint64_t> take();
  /// The same, but a part that nobody has begun, or that was given up, is not worked on: `own` then gives its rows, to be read before the next
  /// call. They come at once, where the work would have to be done first.
  struct Turn {
    std::uint64_t part = 0;
    Operator* own = nullptr; ///< null: the part is done. Reading may throw LaneStopped; take() then says why
  };
  [[nodiscard]] std::optional<Turn> take_or_read();
  /// Has the threads end and waits for them.
  void stop();

private:
  struct Lane {
    std::unique_ptr<Run> run;
    OperatorPtr step;
  };
  Parts(Operator& original, std::uint64_t parts) : original_(original), states_(parts) {}

  enum class State : std::uint8_t { waiting, begun, done, given_up };

  /// What a reader does with a part that nobody works on: have it done, or read it.
  enum class Reading : std::uint8_t { done_parts, own_parts };
  [[nodiscard]] std::optional<Turn> take_turn(Reading reading);
  void work_on(std::size_t lane, std::uint64_t part);
  void help(std::size_t lane);
  [[nodiscard]] bool may_begin() const;
  void collect_counts();

  Operator& original_;
  std::vector<Lane> lanes_;
  Work work_;
  const graph::ValueId* outer_ = nullptr;
  bool is_running_ = false; ///< between start() and stop()

  std::atomic<bool> stopped_{false};
  std::mutex mutex_; ///< of what follows
  std::condition_variable changed_;
  std::uint64_t begun_ = 0, taken_ = 0;
  std::vector<State> states_; ///< by part
  bool is_full_ = false;      ///< a part was given up
  std::exception_ptr error_;
  std::uint64_t error_part_ = 0;
  std::vector<std::thread> threads_; ///< of the reader only
};

} // namespace micrograph::query
