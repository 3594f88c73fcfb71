#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class TextCandidatesScan final : public Operator {
public:
  TextCandidatesScan(Run& run, std::size_t width, VariableIndex variable,
                     std::shared_ptr<const graph::TextCandidates> candidates, std::string name)
      : Operator(run, width), variable_(variable), candidates_(std::move(candidates)), name_(std::move(name)) {}

  std::string describe() const override { return "TextCandidates ?" + name_; }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    range_ = 0;
    in_range_ = 0;
    is_bound_ = outer[variable_].defined();
    done_ = false;
  }
  void fill(Block& out) override {
    if (is_bound_)
      return pass(out);
    const auto& ranges = candidates_->ranges;
    while (!out.full() && range_ < ranges.size()) {
      const auto [first, end] = ranges[range_];
      out.add(outer_)[variable_] = graph::ValueId(graph::Tag::vocabulary, first + in_range_);
      if (++in_range_ == end - first) {
        ++range_;
        in_range_ = 0;
      }
    }
  }

private:
  /// Some rows before bind the variable, some do not: what is bound is a candidate or not.
  void pass(Block& out) {
    if (!done_ && candidates_->may_meet(outer_[variable_]))
      out.add(outer_);
    done_ = true;
  }

  VariableIndex variable_;
  std::shared_ptr<const graph::TextCandidates> candidates_;
  std::string name_;
  const graph::ValueId* outer_ = nullptr;
  bool is_bound_ = false;
  bool done_ = false; ///< if bound
  std::size_t range_ = 0;
  std::uint64_t in_range_ = 0; ///< how many of the range were given
};

} // namespace

OperatorPtr make_text_candidates(Run& run, std::size_t width, VariableIndex variable,
                                 std::shared_ptr<const graph::TextCandidates> candidates, std::string name) {
  return std::make_unique<TextCandidatesScan>(run, width, variable, std::move(candidates), std::move(name));
}

} // namespace micrograph::query
