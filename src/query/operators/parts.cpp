#include "query/operators/parts.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace micrograph::query {

namespace {

/// Parts that may be begun before the first of them is taken, for each lane: what is ahead is held in memory.
constexpr std::uint64_t ahead_of_reader = 4;

} // namespace

std::unique_ptr<Parts> Parts::of(Run& run, Operator& original, unsigned threads, std::uint64_t parts) {
  std::unique_ptr<Parts> out(new Parts(original, parts));
  for (unsigned i = 0; i < threads; ++i) {
    Lane lane;
    lane.run = std::make_unique<Run>(run, out->stopped_);
    lane.step = original.copy(*lane.run, CopyKind::part);
    if (!lane.step)
      return nullptr;
    out->lanes_.push_back(std::move(lane));
  }
  run.terms.share();
  return out;
}

Parts::~Parts() { stop(); }

void Parts::start(const graph::ValueId* outer, Work work, FirstPart first) {
  stop();
  original_.prepare(outer);
  // Who stops reading in the middle may take the row down with the plan while threads still look at it; so it lives as long as
  // their work.
  const auto row = std::make_shared<const std::vector<graph::ValueId>>(outer, outer + original_.width());
  outer_ = row->data();
  work_ = [row, each = std::move(work)](std::size_t lane, Operator& step, std::uint64_t part) { return each(lane, step, part); };
  begun_ = first == FirstPart::reader ? std::min<std::uint64_t>(1, size()) : 0;
  taken_ = 0;
  std::fill(states_.begin(), states_.end(), State::waiting);
  is_full_ = false;
  error_ = nullptr;
  stopped_ = false;
  is_running_ = true;
  try {
    for (std::size_t lane = 1; lane < lanes_.size(); ++lane)
      threads_.emplace_back([this, lane] { help(lane); });
  } catch (const std::system_error&) {
    // The system has no more threads: those there are, this one at least, do the work.
  }
}

void Parts::work_on(std::size_t lane, std::uint64_t part) {
  std::exception_ptr error;
  bool is_done = false;
  const std::vector<Run::Copy>& copies = lanes_[lane].run->copies;
  std::vector<Operator::Counts> before;
  for (const Run::Copy& copy : copies)
    before.push_back(copy.step->counts());
  try {
    Operator& step = *lanes_[lane].step;
    step.open(outer_);
    step.narrow(part, size());
    is_done = work_(lane, step, part);
    for (std::size_t i = 0; i < copies.size() && !is_done; ++i)
      copies[i].step->reset(before[i]);
  } catch (const LaneStopped&) {
    return; // because of an error that is known already, or nobody reads on
  } catch (...) {
    error = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  if (!error) {
    states_[part] = is_done ? State::done : State::given_up;
    is_full_ = is_full_ || !is_done;
  } else if (!error_ || part < error_part_) {
    error_ = error;
    error_part_ = part;
    stopped_ = true;
  }
  changed_.notify_all();
}

bool Parts::may_begin() const {
  return !is_full_ && begun_ < size() && begun_ < taken_ + ahead_of_reader * lanes_.size();
}

void Parts::help(std::size_t lane) {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || begun_ == size() || may_begin(); });
    if (stopped_ || begun_ == size())
      return;
    const std::uint64_t part = begun_++;
    states_[part] = State::begun;
    lock.unlock();
    work_on(lane, part);
  }
}

std::optional<std::uint64_t> Parts::take() {
  const auto turn = take_turn(Reading::done_parts);
  return turn ? std::optional(turn->part) : std::nullopt;
}

std::optional<Parts::Turn> Parts::take_or_read() { return take_turn(Reading::own_parts); }

std::optional<Parts::Turn> Parts::take_turn(Reading reading) {
  std::unique_lock lock(mutex_);
  while (!error_ && taken_ < size() && states_[taken_] != State::done) {
    const bool is_free = states_[taken_] == State::waiting || states_[taken_] == State::given_up;
    if (is_free && reading == Reading::own_parts) {
      begun_ = std::max(begun_, taken_ + 1);
      states_[taken_] = State::begun;
      const Turn turn{taken_++, lanes_.front().step.get()};
      lock.unlock();
      changed_.notify_all();
      turn.own->open(outer_);
      turn.own->narrow(turn.part, size());
      return turn;
    }
    if (!may_begin()) {
      changed_.wait(lock);
      continue;
    }
    const std::uint64_t part = begun_++;
    states_[part] = State::begun;
    lock.unlock();
    work_on(0, part);
    lock.lock();
  }
  if (!error_ && taken_ < size()) {
    changed_.notify_all();
    return Turn{taken_++, nullptr};
  }
  lock.unlock();
  stop();
  if (error_)
    std::rethrow_exception(error_);
  return std::nullopt;
}

void Parts::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
  threads_.clear();
  collect_counts();
  if (!is_running_)
    return;
  is_running_ = false;
  original_.release();
  for (const Lane& lane : lanes_)
    lane.step->release();
}

void Parts::collect_counts() {
  for (const Lane& lane : lanes_)
    for (const Run::Copy& copy : lane.run->copies) {
      // All parts together are one opening of the original.
      if (is_running_ && &lane == &lanes_.front() && copy.kind == CopyKind::part) {
        ++copy.original->opened;
        copy.original->exhausted += taken_ == size() ? 1 : 0;
      }
      copy.original->take_counts(*copy.step, copy.kind);
    }
}

} // namespace micrograph::query
