#include "base/error.hpp"
#include "base/output_file.hpp"
#include "base/text_file.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace micrograph;

namespace {

std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text));
}

/// What a failing write says; empty if it did not fail.
template <typename Work> std::string failure_of(const Work& work) {
  try {
    work();
    return {};
  } catch (const IoError& error) {
    CHECK(error.code() == "output.failed");
    return error.place().source + ": " + error.what();
  }
}

} // namespace

TEST_CASE("a file appears when it is committed, with the mode and behind the link that were there") {
  const test::ScratchFolder folder;
  const auto path = folder / "a.txt";
  {
    OutputFile file(path);
    file.stream() << "one";
    CHECK(folder.entries() == 0);
    file.commit();
  }
  CHECK(read_text_file(path) == "one");
  ::chmod(path.c_str(), 0604);
  std::filesystem::create_symlink("a.txt", folder / "link");
  {
    OutputFile file(folder / "link");
    file.stream() << "two";
    CHECK(read_text_file(path) == "one");
    file.commit();
  }
  CHECK(read_text_file(path) == "two");
  CHECK(std::filesystem::is_symlink(folder / "link"));
  struct stat status {};
  ::stat(path.c_str(), &status);
  CHECK((status.st_mode & 0777) == 0604);
  CHECK(folder.entries() == 2);
}

TEST_CASE("without commit nothing has happened") {
  const test::ScratchFolder folder;
  folder.write("a.txt", "old");
  {
    OutputFile file(folder / "a.txt");
    file.stream() << std::string(1'000'000, 'x') << std::flush;
  }
  CHECK(read_text_file(folder / "a.txt") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("bytes written before can be replaced") {
  const test::ScratchFolder folder;
  OutputFile file(folder / "a.txt");
  CHECK(file.seekable());
  file.stream() << "....";
  file.stream() << std::string(200'000, 'x');
  file.overwrite(1, bytes_of("ab"));
  file.stream() << "end";
  file.commit();
  CHECK((read_text_file(folder / "a.txt") == ".ab." + std::string(200'000, 'x') + "end"));
}

TEST_CASE("of two writers the last one wins, and both write whole files") {
  const test::ScratchFolder folder;
  OutputFile first(folder / "a.txt"), second(folder / "a.txt");
  first.stream() << std::string(100'000, '1');
  second.stream() << std::string(100'000, '2');
  second.commit();
  first.commit();
  CHECK((read_text_file(folder / "a.txt") == std::string(100'000, '1')));
  CHECK(folder.entries() == 1);
}

TEST_CASE("remnants of the same file are removed, but none that is still written, and no other's") {
  const test::ScratchFolder folder;
  folder.write(".a.txt.micrograph-1-2-3", "remnant");
  folder.write(".b.txt.micrograph-1-2-3", "of another file");
  folder.write("a.txt.micrograph-1-2-3", "somebody's");
  folder.write(".a.txt.micrograph-4-5-6", "still written");
  const int writer = ::open((folder / ".a.txt.micrograph-4-5-6").c_str(), O_RDWR | O_CLOEXEC);
  ::flock(writer, LOCK_EX);
  { const OutputFile file(folder / "a.txt"); }
  CHECK_FALSE(std::filesystem::exists(folder / ".a.txt.micrograph-1-2-3"));
  CHECK(folder.entries() == 3);
  ::close(writer);
  { const OutputFile file(folder / "a.txt"); }
  CHECK(folder.entries() == 2);
}

TEST_CASE("a full device is said with path and reason") {
  OutputFile file("/dev/full");
  file.stream() << "text";
  file.stream().flush();
  file.stream().clear(); // as somebody might who does not look
  const std::string said = std::string("/dev/full: cannot be written: ") + std::strerror(ENOSPC);
  CHECK(failure_of([&] { file.check(); }) == said);
  CHECK(failure_of([&] { file.commit(); }) == said);
}

TEST_CASE("a disk that gets full leaves the old file") {
  const test::ScratchFolder folder;
  const std::string path = folder.write("a.txt", "old").string();
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit limit{100'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const std::string said = failure_of([&] {
    OutputFile file(path);
    file.stream() << std::string(200'000, 'x');
    file.commit();
  });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(said ==
        path + ": cannot be written: " + std::strerror(EFBIG) + "; the file that stood there is untouched");
  CHECK(read_text_file(path) == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a folder that is not there is said") {
  const test::ScratchFolder folder;
  const std::string path = (folder / "none/a.txt").string();
  CHECK(failure_of([&] { OutputFile file(path); }) == path + ": cannot be written: " + std::strerror(ENOENT));
}

TEST_CASE("a pipe is written directly and cannot be gone back in") {
  const test::ScratchFolder folder;
  const auto path = folder / "pipe";
  ::mkfifo(path.c_str(), 0600);
  const pid_t reader = ::fork();
  if (reader == 0) {
    std::ifstream pipe(path);
    ::_exit(std::string{std::istreambuf_iterator<char>(pipe), {}} == "text" ? 0 : 1);
  }
  {
    OutputFile file(path);
    CHECK_FALSE(file.seekable());
    file.stream() << "text";
    file.commit();
  }
  int status = 1;
  ::waitpid(reader, &status, 0);
  CHECK(status == 0);
}
